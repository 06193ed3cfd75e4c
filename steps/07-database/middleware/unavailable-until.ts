// Answers 503 until what the routes need is ready.
import type { RequestHandler } from "express";
import { HttpError } from "../../04-errors/errors/http-error";

/** @param ready if it rejects, the rejection is left to end the process */
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
