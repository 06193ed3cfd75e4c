// Tells all who want to know when a request is over, and how long it took.
import type { Request, RequestHandler, Response } from "express";

/** @param ms from `whenDone` to the response's end, or to the client's */
export type OnDone = (req: Request, res: Response, ms: number) => void;

/** One clock and one listener for all of them: to each its own costs more than what it does. */
export function whenDone(...observers: readonly OnDone[]): RequestHandler {
  return function whenDone(req, res, next) {
    const start = performance.now();
    // "close" comes after "finish", and also when the client hangs up first.
    res.once("close", () => {
      const ms = performance.now() - start;
      for (const observer of observers) observer(req, res, ms);
    });
    next();
  };
}
