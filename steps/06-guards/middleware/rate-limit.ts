// Limits each client's requests a minute, by express-rate-limit.
import type { RequestHandler } from "express";
import {
  rateLimit as expressRateLimit,
  type Options,
} from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";
import { clientKey } from "./client-key";
import { memoryHits } from "./memory-hits";

/** Other options of express-rate-limit go through to it. */
export interface RateLimitOptions extends Partial<Options> {
  /** Requests a minute for one client, known by its address. */
  readonly limit: number;
}

export function rateLimit({
  limit,
  ...options
}: RateLimitOptions): RequestHandler {
  return expressRateLimit({
    windowMs: 60_000,
    limit,
    store: memoryHits(),
    // The library's default, except for a client that has left.
    keyGenerator: clientKey,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // A client that forges these headers gains nothing; without this, the library
    // would print a warning into our log.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_req, _res, next) => {
      next(
        new HttpError(
          429,
          "too_many_requests",
          `No more than ${limit} requests a minute.`,
        ),
      );
    },
    ...options,
  });
}
