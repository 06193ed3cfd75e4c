// Answers 503 until something that the routes need is there.
import type { RequestHandler } from "express";
import { HttpError } from "../../04-errors/errors/http-error";

export function unavailableUntil(ready: Promise<unknown>): RequestHandler {
  let isReady = false;
  ready.then(
    () => {
      isReady = true;
    },
    () => {}, // Whoever made the promise deals with its failure.
  );
  return function unavailableUntil(_req, _res, next) {
    if (isReady) {
      next();
      return;
    }
    next(
      new HttpError(503, "starting", "The server is not ready yet.", {
        headers: { "Retry-After": "1" },
      }),
    );
  };
}
