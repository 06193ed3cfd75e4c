// The one error handler: logs the error, and responds with what a client may see of it.
import { inspect } from "node:util";
import type { ErrorRequestHandler } from "express";
import type { Logger } from "winston";
import { sendProblem } from "./send-problem";
import { toHttpError } from "./to-http-error";

export function errorHandler({
  logger,
}: {
  logger: Logger;
}): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return function errorHandler(thrown, req, res, _next) {
    const error = toHttpError(thrown);
    if (error.status >= 500) {
      logger.error("request failed", {
        requestId: req.id,
        code: error.code,
        // Anything can be thrown; `inspect` shows all of it, causes included.
        error: inspect(error.cause ?? error),
      });
    }
    if (res.headersSent) {
      // Too late for another response: a cut connection tells the client that this
      // one is incomplete.
      res.destroy();
      return;
    }
    sendProblem(error, req, res);
  };
}
