// The load process: runs one plan after another, and sends back what came of it.

import { ClosedLoop } from "./closed-loop";
import { OpenLoop } from "./open-loop";
import { monotonicClock, type Pacer, startPacer } from "./pacer";
import {
  type ClosedLoopPlan,
  type FromLoad,
  type LoadPlan,
  ToLoad,
} from "./plan";

type Loop = Pick<OpenLoop | ClosedLoop, "warmUp" | "measure">;

// The parent's end, by SIGKILL too, closes the channel: no load without it.
process.on("disconnect", () => process.exit());
// Ctrl-C reaches the whole group; what becomes of this process, the parent says.
process.on("SIGINT", () => {});

let loop: Loop | undefined;
let openLoop: OpenLoop | undefined;
/** By URL: servers that take turns keep their connections. */
const closedLoops = new Map<string, ClosedLoop>();
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
    openLoop?.close();
    openLoop = undefined;
    loop = await prepare(message.plan);
    const warmup = message.plan.warmupMs > 0 ? await loop.warmUp() : undefined;
    tell({ type: "warm", ...(warmup && { warmup }) });
  } else if (loop) {
    tell({ type: "measured", result: await loop.measure() });
  }
}

async function prepare(plan: LoadPlan): Promise<Loop> {
  if (plan.loop === "closed") return prepareClosed(plan);
  for (const closed of closedLoops.values()) closed.close();
  closedLoops.clear();
  pacer ??= startPacer();
  openLoop = new OpenLoop(plan, monotonicClock, await pacer);
  await openLoop.connect();
  return openLoop;
}

async function prepareClosed(plan: ClosedLoopPlan): Promise<ClosedLoop> {
  const closed = closedLoops.get(plan.url) ?? new ClosedLoop(plan);
  closedLoops.set(plan.url, closed);
  closed.use(plan);
  await closed.connect();
  return closed;
}

function tell(message: FromLoad): void {
  process.send?.(message);
}
