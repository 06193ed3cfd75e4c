// Trap: only requests are waited for. What was accepted with a 202 and goes on
// beside the request is lost with the process.
// Caught by: after the grace › an order that is being packed is packed
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
      return ending !== undefined;
    },
    begin() {
      ending ??= end(options);
      return ending;
    },
  };
}

async function end(options: ShutdownOptions): Promise<"drained" | "cut off"> {
  const { server, wait, graceMs, deadlineMs } = options;
  server.prependListener("request", askToClose);
  await wait(graceMs);

  const closed = once(server, "close");
  server.close();
  const drained = closed;
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
