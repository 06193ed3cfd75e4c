// Trap: no answer asks its client to close. A connection that is kept lives on
// until the server closes it, perhaps as the next request is on its way.
// Caught by: during the grace › each answer asks its client to close the connection
import { once } from "node:events";
import type { Server } from "node:http";
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
  const { server, packing, wait, graceMs, deadlineMs } = options;
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
