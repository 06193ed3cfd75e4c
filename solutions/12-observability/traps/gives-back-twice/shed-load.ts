// Trap: a place is given back at the answer and again when the response closes,
// which comes after each answer. After a while the count is far below zero, and
// the limit is none.
// Caught by: a place is free again › after an answer, once for each
import type { RequestHandler } from "express";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

export interface ShedLoadOptions {
  /** Requests that may be in flight at once. */
  readonly limit: number;
  /** When the client should retry, in seconds. */
  readonly retryAfter?: number;
}

export function shedLoad({
  limit,
  retryAfter = 1,
}: ShedLoadOptions): RequestHandler {
  let inFlight = 0;
  return function shedLoad(_req, res, next) {
    if (inFlight >= limit) {
      throw new HttpError(503, "overloaded", "Too much is asked right now.", {
        headers: { "Retry-After": String(retryAfter) },
      });
    }
    inFlight += 1;
    for (const event of ["finish", "close"]) {
      res.once(event, () => {
        inFlight -= 1;
      });
    }
    next();
  };
}
