// Trap: the server closes at the signal, as many tutorials have it. The balancer
// sends for some seconds more, and its clients are refused.
// Caught by: during the grace › it goes on serving whoever has not noticed yet
import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Packing } from "../../../../exercises/11-zero-downtime/packing";

export interface ShutdownOptions {
  readonly server: Server;
  readonly packing: Packing;
  /** Resolves after `ms` milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** How long to keep serving after readiness fails, for the load balancer to notice. */
  readonly graceMs: number;
  /** After that, how long requests and packing may take. */
  readonly deadlineMs: number;
}

export interface Shutdown {
  /** From the start of the shutdown on: `GET /readyz` answers 503. */
  readonly isDraining: boolean;
  /** Begins the shutdown; further calls return the same promise. */
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
  server.prependListener("request", askToClose);
  const closed = once(server, "close");
  server.close();
  await wait(graceMs);
  // An accepted order must not be lost, as a request must not.
  const drained = Promise.all([closed, packing.done()]);
  // A response that had begun before did not ask its client to close the connection.
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
