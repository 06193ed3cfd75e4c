// Graceful shutdown: on a signal, drains the server, writes the log, and exits.
import cluster from "node:cluster";
import { once } from "node:events";
import type { Server } from "node:http";
import type { Logger } from "winston";
import { exitLogged } from "../../04-errors/errors/exit-logged";
import { type DrainOptions, drain } from "./drain";

export interface ShutDownOptions extends DrainOptions {
  readonly logger: Logger;
  /** Called after the last request; the process ends once it is done. */
  readonly onDrained?: (() => Promise<void>) | undefined;
}

/**
 * Ignores further signals: systemd signals every process of a service, and the
 * primary then signals its workers once more. To end it at once, send SIGKILL, as
 * the primary does.
 */
export function shutDownOnSignals(
  server: Server,
  { logger, onDrained, ...options }: ShutDownOptions,
): void {
  let begun = false;
  async function shutDown(): Promise<void> {
    if (begun) return;
    begun = true;
    const isDrained = await drain(server, options);
    if (isDrained) logger.info("drained");
    else logger.warn("the deadline has come, requests were cut off");
    await handConnectionsBack();
    await onDrained?.();
    exitLogged(0);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void shutDown());
  }
}

/**
 * Until the primary learns that this worker has closed, it goes on sending it
 * connections. Node returns them as long as the worker lives: the primary
 * acknowledges a disconnect, and sends no connection after that.
 */
async function handConnectionsBack(): Promise<void> {
  const { worker } = cluster;
  if (!worker?.isConnected()) return;
  const disconnected = once(worker, "disconnect");
  worker.disconnect();
  await disconnected;
}
