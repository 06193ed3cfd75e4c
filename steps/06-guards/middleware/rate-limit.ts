// Lets one client through a given number of times a minute, and refuses it until the minute is over.
import type { RequestHandler } from "express";
import {
  rateLimit as expressRateLimit,
  ipKeyGenerator,
  type Store,
} from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";
import { clientAddress } from "./client-address";
import { memoryHits } from "./memory-hits";

export interface RateLimitOptions {
  /** Requests a minute for one client, known by its address. */
  readonly limit: number;
  /** Where the counts are kept: in this process, unless told otherwise. */
  readonly store?: Store;
  /** While the store fails: refuse with what it throws, unless told otherwise. */
  readonly whenStoreFails?: "refuse" | "pass";
}

// A store that fails says so itself, once; the library would for each request.
const silent = { error: () => {}, warn: () => {} };

export function rateLimit({
  limit,
  store = memoryHits(),
  whenStoreFails = "refuse",
}: RateLimitOptions): RequestHandler {
  return expressRateLimit({
    windowMs: 60_000,
    limit,
    store,
    // As the library counts by itself, but for a client that has left.
    keyGenerator: (req) => ipKeyGenerator(clientAddress(req)),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Whoever makes these headers up gains nothing by it, and shall not make
    // the library print its warnings into our log either.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    ...(whenStoreFails === "pass" && {
      passOnStoreError: true,
      logger: silent,
    }),
    handler: (_req, _res, next) => {
      next(
        new HttpError(
          429,
          "too_many_requests",
          `No more than ${limit} requests a minute.`,
        ),
      );
    },
  });
}
