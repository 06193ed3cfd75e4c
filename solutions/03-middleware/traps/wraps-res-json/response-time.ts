// Trap: `res.json` is one of many ways to answer. A 404 of Express, an error,
// a file or a stream never comes by here.
// Caught by: responseTime › is there however the answer is made
import type { RequestHandler, Response } from "express";

export interface ResponseTimeOptions {
  /** `X-Response-Time` by default. */
  readonly header?: string;
  /** The time in milliseconds; `performance.now` by default. */
  readonly now?: () => number;
}

/** From this middleware to the moment when the headers leave, as `12.500ms`. */
export function responseTime({
  header = "X-Response-Time",
  now = () => performance.now(),
}: ResponseTimeOptions = {}): RequestHandler {
  return function responseTime(_req, res, next) {
    const start = now();
    res.json = new Proxy(res.json, {
      apply(json, response: Response, args) {
        response.set(header, `${(now() - start).toFixed(3)}ms`);
        return Reflect.apply(json, response, args);
      },
    });
    next();
  };
}
