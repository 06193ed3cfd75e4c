// Ends a process that serves when it is told to: drained, and with its log written.
import cluster from "node:cluster";
import { once } from "node:events";
import type { Server } from "node:http";
import type { Logger } from "winston";
import { exitLogged } from "../../04-errors/errors/exit-logged";
import { type DrainOptions, drain } from "./drain";

export interface ShutDownOptions extends DrainOptions {
  readonly logger: Logger;
}

/**
 * Told twice, it goes on as it does: systemd tells every process of a service,
 * and the primary tells its workers once more. Who has no patience sends
 * SIGKILL, as the primary does.
 */
export function shutDownOnSignals(
  server: Server,
  { logger, ...options }: ShutDownOptions,
): void {
  let begun = false;
  async function shutDown(): Promise<void> {
    if (begun) return;
    begun = true;
    const isDrained = await drain(server, options);
    if (isDrained) logger.info("drained");
    else logger.warn("the deadline has come, requests were cut off");
    await handConnectionsBack();
    exitLogged(0);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void shutDown());
  }
}

/**
 * Until the primary hears that we have closed, it goes on handing us
 * connections. Node returns them, as long as we are there to do it: the primary
 * answers a disconnect, and behind its answer nothing more comes.
 */
async function handConnectionsBack(): Promise<void> {
  const { worker } = cluster;
  if (!worker?.isConnected()) return;
  const disconnected = once(worker, "disconnect");
  worker.disconnect();
  await disconnected;
}
