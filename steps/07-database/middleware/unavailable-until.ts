// Answers 503 until something that the routes need is there.
import type { RequestHandler } from "express";
import { HttpError } from "../../04-errors/errors/http-error";

/** @param ready its failure is left to end the process: nothing would come of waiting */
export function unavailableUntil(ready: Promise<unknown>): RequestHandler {
  let isReady = false;
  void ready.then(() => {
    isReady = true;
  });
  return function unavailableUntil(_req, _res, next) {
    if (!isReady) {
      throw new HttpError(503, "starting", "The server is not ready yet.", {
        headers: { "Retry-After": "1" },
      });
    }
    next();
  };
}
