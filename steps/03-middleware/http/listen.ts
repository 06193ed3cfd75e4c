// Listens, and says so: in the log when it worked, by ending the process when it did not.
import type { Server } from "node:http";
import type { Express } from "express";
import type { Logger } from "winston";

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** @throws Error (in the callback, so it ends the process) where the port is taken. */
export function listen(
  app: Express,
  { port, host, logger }: ListenOptions,
): Server {
  // Express 5 hands a bind error to this callback. Steps 1 and 2 ignore it, and
  // say that they are running on a port that somebody else holds.
  const server = app.listen(port, host, (error) => {
    if (error) throw error;
    logger.info("listening", { address: server.address() });
  });
  return server;
}
