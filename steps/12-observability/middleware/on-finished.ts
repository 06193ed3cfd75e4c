// Calls its listeners when a request has finished, with its duration.
import type { Request, RequestHandler, Response } from "express";

export interface Finished {
  /** From this middleware to the end of the response, or of the connection. */
  readonly ms: number;
  /** As it was when the request arrived: the socket forgets it when the client leaves. */
  readonly ip: string | undefined;
}

export type FinishedListener = (
  req: Request,
  res: Response,
  done: Finished,
) => void;

/** One timer and one listener shared by all observers; one each would cost more than the observers do. */
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
