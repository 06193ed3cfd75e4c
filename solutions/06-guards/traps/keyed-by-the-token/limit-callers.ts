// Trap: requests are counted by token, and who signs in again has a new one. The
// limit is as high as the number of tokens that one caller can get.
// Caught by: limitCallers › counts all tokens of a caller together
import type { RequestHandler } from "express";
import { rateLimit, type Store } from "express-rate-limit";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

export interface LimitCallersOptions {
  /** Requests a minute for one caller, known by `req.caller`. */
  readonly limit: number;
  /** Where requests are counted: several processes may share it. */
  readonly store: Store;
}

export function limitCallers({
  limit,
  store,
}: LimitCallersOptions): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    store,
    keyGenerator: (req) => req.get("authorization") ?? "nobody",
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_req, _res, next) => {
      const message = `No more than ${limit} requests a minute.`;
      next(new HttpError(429, "too_many_requests", message));
    },
  });
}
