// The one error handler: logs what happened, answers with problem details (RFC 9457).
import { STATUS_CODES } from "node:http";
import { inspect } from "node:util";
import type { ErrorRequestHandler, Request } from "express";
import type { Logger } from "winston";
import type { HttpError } from "./http-error";
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
    res
      .status(error.status)
      .set(error.headers)
      .type("application/problem+json")
      .json(problemDetails(error, req));
  };
}

function problemDetails(error: HttpError, req: Request): object {
  return {
    type: "about:blank",
    title: STATUS_CODES[error.status],
    status: error.status,
    detail: error.message,
    code: error.code,
    requestId: req.id,
    ...error.details,
  };
}
