// The error handler of the orders API: logs every failed request, and answers it.
import type { ErrorRequestHandler } from "express";
import type { Logger } from "winston";

/**
 * TODO 2: ask `toHttpError` for the answer, log one line, and answer with
 * problem details, unless an answer is already on its way.
 */
export function errorHandler(_deps: { logger: Logger }): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return function errorHandler(thrown, _req, _res, next) {
    next(thrown);
  };
}
