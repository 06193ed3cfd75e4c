// Lets so many requests in at once, and sends the others away until there is room.
import type { RequestHandler } from "express";

export interface ShedLoadOptions {
  /** Requests that may be under way at once. */
  readonly limit: number;
  /** When to come back, in seconds. */
  readonly retryAfter?: number;
}

/**
 * TODO 2: 503 with the code `overloaded` and `Retry-After` for whoever comes
 * while `limit` requests are under way. Each of them leaves once, one way or
 * another.
 */
export function shedLoad(_options: ShedLoadOptions): RequestHandler {
  return function shedLoad(_req, _res, next) {
    next();
  };
}
