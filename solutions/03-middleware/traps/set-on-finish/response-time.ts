// Trap: when "finish" comes the headers left long ago. The header is never
// set: `res.set` throws inside an event, and nobody is there to catch it.
// Caught by: responseTime › says how many milliseconds an answer took
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
  return function responseTime(_req, res, next) {
    const start = now();
    res.on("finish", () => {
      res.set(header, `${(now() - start).toFixed(3)}ms`);
    });
    next();
  };
}
