// Tells all who want to know when a request is over, and how long it took.
import type { Request, RequestHandler, Response } from "express";

export interface Finished {
  /** From `onFinished` to the response's end, or to the client's. */
  readonly ms: number;
  /** As it was when the request came: when the client has left, it is gone. */
  readonly ip: string | undefined;
}

export type FinishedListener = (
  req: Request,
  res: Response,
  done: Finished,
) => void;

/** One clock and one listener for all of them: to each its own costs more than what it does. */
export function onFinished(
  ...observers: readonly FinishedListener[]
): RequestHandler {
  return function onFinished(req, res, next) {
    const start = performance.now();
    const { ip } = req;
    // "close" comes after "finish", and also when the client hangs up first.
    res.once("close", () => {
      const done = { ms: performance.now() - start, ip };
      for (const observer of observers) observer(req, res, done);
    });
    next();
  };
}
