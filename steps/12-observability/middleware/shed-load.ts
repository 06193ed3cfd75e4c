// Refuses requests while there are more than can be answered in time, before they cost anything.
import type { Request, RequestHandler, Response } from "express";
import type { ConcurrencyLimit } from "../overload/concurrency-limit";

export interface ShedLoadOptions {
  readonly limit: ConcurrencyLimit;
  /** How far the event loop is behind, in milliseconds. */
  readonly lag: () => number;
  readonly maxLagMs: number;
  readonly onShed: () => void;
}

/**
 * Two ways to be overloaded, each blind for the other: work that waits for
 * something else, such as password hashes for a thread, piles up in flight;
 * and work on the event loop piles up before it, where nobody counts it.
 */
export function shedLoad({
  limit,
  lag,
  maxLagMs,
  onShed,
}: ShedLoadOptions): RequestHandler {
  return function shedLoad(req, res, next) {
    // Who comes alone is not the cause, whatever keeps the loop.
    const isLate = limit.inFlight > 0 && lag() > maxLagMs;
    const leave = isLate ? undefined : limit.enter();
    if (!leave) {
      onShed();
      refuse(req, res);
      return;
    }
    const start = performance.now();
    res.once("close", () => leave(performance.now() - start));
    next();
  };
}

// The same as the error handler would answer, which also logs each failure with
// its stack: too much work for what is refused because there is too much work.
function refuse(req: Request, res: Response): void {
  res.statusCode = 503;
  res.setHeader("Content-Type", "application/problem+json; charset=utf-8");
  res.setHeader("Retry-After", "1");
  res.end(
    JSON.stringify({
      type: "about:blank",
      title: "Service Unavailable",
      status: 503,
      detail: "More is asked than can be done.",
      code: "overloaded",
      requestId: req.id,
    }),
  );
}
