// Listens as in step 3, and does not wait for ever for what a client has to say.
import { createServer, type Server, type ServerOptions } from "node:http";
import type { Express } from "express";
import type { Logger } from "winston";

const CHECK_MS = 1000;

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** For a whole request, from its first byte to its last, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** What else Node's server is told. */
  readonly serverOptions?: ServerOptions;
}

/** @throws Error (as an event, so it ends the process) where the port is taken. */
export function listen(
  app: Express,
  { port, host, logger, requestTimeoutMs, serverOptions }: ListenOptions,
): Server {
  const limits = timeLimits(requestTimeoutMs);
  const server = createServer({ ...serverOptions, ...limits }, app);
  return server.listen(port, host, () => {
    logger.info("listening", { address: server.address() });
  });
}

/**
 * Who says a byte now and then holds a connection, and whatever a request costs
 * before it is whole. Node bears that for 60 seconds in the head and for 300 in
 * the body, and looks every 30 seconds whether they are over. A client that is
 * late gets 408, and is hung up on.
 */
function timeLimits(requestTimeoutMs: number): ServerOptions {
  return {
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: CHECK_MS,
  };
}
