// Lets each caller through a given number of times a minute.
import type { RequestHandler } from "express";
import type { Store } from "express-rate-limit";

export interface LimitCallersOptions {
  /** Requests a minute for one caller, known by `req.caller`. */
  readonly limit: number;
  /** Where they are counted: several processes may share it. */
  readonly store: Store;
}

/** TODO 3: count by the caller, and answer 429 to whoever is over the limit. */
export function limitCallers(_options: LimitCallersOptions): RequestHandler {
  return function limitCallers(_req, _res, next) {
    next();
  };
}
