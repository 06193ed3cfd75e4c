// The load process: runs one plan after another, and sends back what came of it.

import { ClosedLoop } from "./closed-loop";
import { OpenLoop } from "./open-loop";
import { monotonicClock, type Pacer, startPacer } from "./pacer";
import { type FromLoad, type LoadPlan, ToLoad } from "./plan";

type Loop = Pick<OpenLoop | ClosedLoop, "warmUp" | "measure" | "close">;

// The parent's end, by SIGKILL too, closes the channel: no load without it.
process.on("disconnect", () => process.exit());
// Ctrl-C reaches the whole group; what becomes of this process, the parent says.
process.on("SIGINT", () => {});

let loop: Loop | undefined;
let pacer: Promise<Pacer> | undefined;
process.on("message", (message) => {
  perform(ToLoad.parse(message)).catch((error: unknown) => {
    tell({
      type: "failed",
      message: error instanceof Error ? error.message : String(error),
    });
  });
});

async function perform(message: ToLoad): Promise<void> {
  if (message.type === "plan") {
    loop?.close();
    loop = await prepare(message.plan);
    const warmup = message.plan.warmupMs > 0 ? await loop.warmUp() : undefined;
    tell({ type: "warm", ...(warmup && { warmup }) });
  } else if (loop) {
    tell({ type: "measured", result: await loop.measure() });
  }
}

async function prepare(plan: LoadPlan): Promise<Loop> {
  if (plan.loop === "closed") return new ClosedLoop(plan);
  pacer ??= startPacer();
  const open = new OpenLoop(plan, monotonicClock, await pacer);
  await open.connect();
  return open;
}

function tell(message: FromLoad): void {
  process.send?.(message);
}
