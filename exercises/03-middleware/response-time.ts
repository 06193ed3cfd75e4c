// Tells the client, in a header, how long the server took for the response.
import type { RequestHandler } from "express";

export interface ResponseTimeOptions {
  /** `X-Response-Time` by default. */
  readonly header?: string;
  /** The time in milliseconds; `performance.now` by default. */
  readonly now?: () => number;
}

/** From this middleware to the moment when the headers leave, as `12.500ms`. */
export function responseTime(
  _options: ResponseTimeOptions = {},
): RequestHandler {
  return function responseTime(_req, _res, next) {
    // TODO: set the response's header once the time is known, but not too late.
    next();
  };
}
