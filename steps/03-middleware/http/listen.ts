// Listens, and logs it; ends the process if it cannot.
import type { Server } from "node:http";
import type { Express } from "express";
import type { Logger } from "winston";

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** @throws Error (in the callback, which ends the process) if the port is in use */
export function listen(
  app: Express,
  { port, host, logger }: ListenOptions,
): Server {
  // Express 5 passes a bind error to this callback. Steps 1 and 2 ignore it, and
  // print that they run on a port that another process holds.
  const server = app.listen(port, host, (error) => {
    if (error) throw error;
    logger.info("listening", { address: server.address() });
  });
  return server;
}
