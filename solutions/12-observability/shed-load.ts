// Load shedding: lets `limit` requests in at once, and refuses the others.
import type { RequestHandler } from "express";
import { HttpError } from "../../steps/04-errors/errors/http-error";

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
    // "close" comes once, after the response or when the client has left.
    res.once("close", () => {
      inFlight -= 1;
    });
    next();
  };
}
