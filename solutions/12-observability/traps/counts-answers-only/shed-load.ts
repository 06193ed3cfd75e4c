// Trap: a place is given back when an answer is finished, and not when a client
// leaves before. Each of those takes one for good, until all are gone.
// Caught by: a place is free again › after its client has left
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
    res.once("finish", () => {
      inFlight -= 1;
    });
    next();
  };
}
