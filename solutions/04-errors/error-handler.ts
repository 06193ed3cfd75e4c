// The error handler of the orders API: logs every failed request, and responds to it.
import { STATUS_CODES } from "node:http";
import { inspect } from "node:util";
import type { ErrorRequestHandler, Request } from "express";
import type { Logger } from "winston";
import type { HttpError } from "../../steps/04-errors/errors/http-error";
import { toHttpError } from "./to-http-error";

export function errorHandler({
  logger,
}: {
  logger: Logger;
}): ErrorRequestHandler {
  return function errorHandler(thrown, req, res, _next) {
    const error = toHttpError(thrown);
    const { status, code } = error;
    const facts = { requestId: req.id, status, code };
    if (status < 500) logger.info("request refused", facts);
    // An Error becomes {} in JSON. `inspect` prints its stack and its causes,
    // and whatever else was thrown.
    else logger.error("request failed", { ...facts, error: inspect(thrown) });

    if (res.headersSent) {
      // A regular end would make half a response look complete.
      res.destroy();
      return;
    }
    res
      .status(status)
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
