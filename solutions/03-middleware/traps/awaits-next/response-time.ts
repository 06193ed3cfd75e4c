// Trap: `next()` of Express returns when the next handler first awaits, and
// not when the answer is made, as in Koa. There is nothing to await.
// Caught by: responseTime › counts what the route awaits
import type { RequestHandler } from "express";

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
  return async function responseTime(_req, res, next) {
    const start = now();
    await next();
    if (!res.headersSent) {
      res.set(header, `${(now() - start).toFixed(3)}ms`);
    }
  };
}
