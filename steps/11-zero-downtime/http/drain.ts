// Takes a server out of service without losing a request.
import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const SWEEP_MS = 100;

export interface DrainOptions {
  readonly graceMs: number;
  readonly deadlineMs: number;
  /** Called at once: from here on nobody should send anything more. */
  readonly onDraining: () => void;
}

/**
 * A client that keeps its connection may send the next request at the very
 * moment in which we close it, and then nobody can tell whether it was seen.
 * So for a while all goes on as usual, but each answer asks its client to
 * close: who sends anything in that time has gone by itself. Only then does
 * the server close, and with it connections on which nothing happened.
 *
 * @returns whether all were answered; if not, the rest was cut off
 */
export async function drain(
  server: Server,
  { graceMs, deadlineMs, onDraining }: DrainOptions,
): Promise<boolean> {
  onDraining();
  server.prependListener("request", askToClose);
  // It keeps nothing alive: the server does, until it is closed.
  await sleep(graceMs, undefined, { ref: false });

  const closed = once(server, "close").then(() => true);
  server.close();
  const timer = new AbortController();
  const late = sleep(deadlineMs, false, { signal: timer.signal });
  late.catch(() => {}); // Aborted, below.
  // What was being answered has not asked its client to close, and would keep
  // its connection, and us, for another five seconds.
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const isDrained = await Promise.race([closed, late]);
  clearInterval(sweeping);
  timer.abort();
  // A client that never finishes does not keep the process.
  if (!isDrained) server.closeAllConnections();
  return isDrained;
}

function askToClose(_req: IncomingMessage, res: ServerResponse): void {
  res.setHeader("Connection", "close");
}
