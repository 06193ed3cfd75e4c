// Load shedding: lets `limit` requests in at once, and refuses the others.
import type { RequestHandler } from "express";

export interface ShedLoadOptions {
  /** Requests that may be in flight at once. */
  readonly limit: number;
  /** When the client should retry, in seconds. */
  readonly retryAfter?: number;
}

/**
 * TODO 2: 503 with the code `overloaded` and `Retry-After` for each request that
 * arrives while `limit` requests are in flight. Each of those ends exactly once,
 * with a response or without one.
 */
export function shedLoad(_options: ShedLoadOptions): RequestHandler {
  return function shedLoad(_req, _res, next) {
    next();
  };
}
