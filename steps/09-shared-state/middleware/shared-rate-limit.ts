// Limits each client over all processes, as its store of hits counts them.
import type { RequestHandler } from "express";
import type { Store } from "express-rate-limit";
import { rateLimit } from "../../06-guards/middleware/rate-limit";

export interface SharedRateLimitOptions {
  /** Requests a minute for one client, whichever processes answer them. */
  readonly limit: number;
  readonly hits: Store;
  /** Whether requests pass or are refused while they cannot be counted. */
  readonly whenStoreFails: "pass" | "refuse";
}

// The store logs its failure once; the library would for each request.
const silent = { error: () => {}, warn: () => {} };

export function sharedRateLimit({
  limit,
  hits,
  whenStoreFails,
}: SharedRateLimitOptions): RequestHandler {
  return rateLimit({
    limit,
    store: hits,
    passOnStoreError: whenStoreFails === "pass",
    logger: silent,
  });
}
