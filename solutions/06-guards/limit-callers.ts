// Limits each caller's requests a minute.
import type { RequestHandler } from "express";
import { rateLimit, type Store } from "express-rate-limit";
import { HttpError } from "../../steps/04-errors/errors/http-error";

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
    // The token proves the caller, from every address and with every token.
    keyGenerator: (req) => req.caller ?? "nobody",
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_req, _res, next) => {
      const message = `No more than ${limit} requests a minute.`;
      next(new HttpError(429, "too_many_requests", message));
    },
  });
}
