// Listens as in step 3, with time limits for clients that send slowly.
import { createServer, type Server, type ServerOptions } from "node:http";
import type { Express } from "express";
import type { Logger } from "winston";

const CHECK_MS = 1000;

/** Other options of Node's server go through to it. */
export interface ListenOptions extends ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** For a whole request, from its first byte to its last, in milliseconds. */
  readonly requestTimeoutMs: number;
}

/** @throws Error (as an event, which ends the process) if the port is in use */
export function listen(
  app: Express,
  { port, host, logger, requestTimeoutMs, ...options }: ListenOptions,
): Server {
  const server = createServer(
    { ...timeLimits(requestTimeoutMs), ...options },
    app,
  );
  return server.listen(port, host, () => {
    logger.info("listening", { address: server.address() });
  });
}

/**
 * A client that trickles bytes (slowloris) ties up a connection and its memory.
 * Node allows 60 seconds for the headers and 300 for the whole request, and checks
 * every 30 seconds. A client that is late gets 408, and its connection closes.
 */
function timeLimits(requestTimeoutMs: number): ServerOptions {
  return {
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: CHECK_MS,
  };
}
