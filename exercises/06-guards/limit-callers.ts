// Limits each caller's requests a minute.
import type { RequestHandler } from "express";
import type { Store } from "express-rate-limit";

export interface LimitCallersOptions {
  /** Requests a minute for one caller, known by `req.caller`. */
  readonly limit: number;
  /** Where requests are counted: several processes may share it. */
  readonly store: Store;
}

/** TODO 3: count by the caller, and answer 429 to a caller over the limit. */
export function limitCallers(_options: LimitCallersOptions): RequestHandler {
  return function limitCallers(_req, _res, next) {
    next();
  };
}
