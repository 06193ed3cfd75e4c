// Takes a server out of service without losing a request.
import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const SWEEP_MS = 100;

export interface DrainOptions {
  readonly graceMs: number;
  readonly deadlineMs: number;
  /** Called at once: from now on the load balancer should send no requests. */
  readonly onDraining: () => void;
}

/**
 * A client may send its next request on a kept-alive connection at the very moment
 * when we close it, and cannot tell whether the server saw it. So for a grace
 * period the server goes on, and each response asks its client to close the
 * connection. Only then does the server close, and with it the idle connections.
 *
 * @returns whether all requests were answered; if not, the rest was cut off
 */
export async function drain(
  server: Server,
  { graceMs, deadlineMs, onDraining }: DrainOptions,
): Promise<boolean> {
  onDraining();
  server.prependListener("request", askToClose);
  // Unreferenced: the server keeps the process alive until it is closed.
  await sleep(graceMs, undefined, { ref: false });

  const closed = once(server, "close").then(() => true);
  server.close();
  const timer = new AbortController();
  const late = sleep(deadlineMs, false, { signal: timer.signal });
  late.catch(() => {}); // Aborted, below.
  // Responses that had begun before did not ask their clients to close. Their
  // connections would stay open, and keep this process, for five more seconds.
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const isDrained = await Promise.race([closed, late]);
  clearInterval(sweeping);
  timer.abort();
  // A client that never finishes must not keep the process alive.
  if (!isDrained) server.closeAllConnections();
  return isDrained;
}

function askToClose(_req: IncomingMessage, res: ServerResponse): void {
  res.setHeader("Connection", "close");
}
