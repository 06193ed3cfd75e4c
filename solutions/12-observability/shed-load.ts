// Lets so many requests in at once, and sends the others away until there is room.
import type { RequestHandler } from "express";
import { HttpError } from "../../steps/04-errors/errors/http-error";

export interface ShedLoadOptions {
  /** Requests that may be under way at once. */
  readonly limit: number;
  /** When to come back, in seconds. */
  readonly retryAfter?: number;
}

export function shedLoad({
  limit,
  retryAfter = 1,
}: ShedLoadOptions): RequestHandler {
  let underWay = 0;
  return function shedLoad(_req, res, next) {
    if (underWay >= limit) {
      throw new HttpError(503, "overloaded", "Too much is asked right now.", {
        headers: { "Retry-After": String(retryAfter) },
      });
    }
    underWay += 1;
    // Comes once, whether there was an answer or the client has left.
    res.once("close", () => {
      underWay -= 1;
    });
    next();
  };
}
