// How long connections stay open, where a balancer keeps them for the next request.
import type { Server } from "node:http";

/**
 * A balancer sends on connections that it keeps. If this end closed one first,
 * it might do so while a request is on its way, which then is lost: the
 * balancer answers 502. Node's own 5 seconds are shorter than any balancer's.
 */
export function keepAlive(server: Server, idleMs: number): Server {
  server.keepAliveTimeout = idleMs;
  // `headersTimeout` need not exceed it: since Node 18 that begins with a
  // request's first byte, and stays as step 12 has set it.
  return server;
}
