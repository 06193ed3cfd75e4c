// Tells the client, in a header, how long the server took for the response.
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
    // However an answer is made, Node sends its headers by this method: the
    // last moment at which one can be added. (As the package `on-headers` does.)
    res.writeHead = new Proxy(res.writeHead, {
      apply(writeHead, response: Response, args) {
        response.set(header, `${(now() - start).toFixed(3)}ms`);
        return Reflect.apply(writeHead, response, args);
      },
    });
    next();
  };
}
