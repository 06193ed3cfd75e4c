// Trap: readiness fails when the grace is over, and so the grace is for nothing:
// nobody in front had a chance to notice anything.
// Caught by: during the grace › the API says that it is not ready any more
import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Packing } from "../../../../exercises/11-zero-downtime/packing";

export interface ShutdownOptions {
  readonly server: Server;
  readonly packing: Packing;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** For the balancer to notice, and for kept connections to come by again. */
  readonly graceMs: number;
  /** After that, for what is still being answered and packed. */
  readonly deadlineMs: number;
}

export interface Shutdown {
  /** What `GET /readyz` asks: from the beginning of the end on, it answers 503. */
  readonly isDraining: boolean;
  /** Begins it; whoever asks again gets the same promise. */
  begin(): Promise<"drained" | "cut off">;
}

export function gracefulShutdown(options: ShutdownOptions): Shutdown {
  let ending: Promise<"drained" | "cut off"> | undefined;
  return {
    get isDraining() {
      return !options.server.listening;
    },
    begin() {
      ending ??= end(options);
      return ending;
    },
  };
}

async function end(options: ShutdownOptions): Promise<"drained" | "cut off"> {
  const { server, packing, wait, graceMs, deadlineMs } = options;
  server.prependListener("request", askToClose);
  await wait(graceMs);

  const closed = once(server, "close");
  server.close();
  // An order that was accepted is worth as much as a request.
  const drained = Promise.all([closed, packing.done()]);
  // A connection whose answer was under way had not been asked to close.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50);
  const outcome = await Promise.race([
    drained.then(() => "drained" as const),
    wait(deadlineMs).then(() => "cut off" as const),
  ]);
  clearInterval(sweeping);
  if (outcome === "cut off") server.closeAllConnections();
  return outcome;
}

function askToClose(_req: IncomingMessage, res: ServerResponse): void {
  res.setHeader("Connection", "close");
}
