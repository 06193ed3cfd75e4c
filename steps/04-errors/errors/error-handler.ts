// The one error handler: logs what happened, answers with what a client may know of it.
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
  // Express knows an error handler by its four parameters.
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
      // Too late for another answer: a cut connection tells the client that
      // the one it was getting is not whole.
      res.destroy();
      return;
    }
    sendProblem(error, req, res);
  };
}
