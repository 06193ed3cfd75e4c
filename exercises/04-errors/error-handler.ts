// The error handler of the orders API: logs every failed request, and responds to it.
import type { ErrorRequestHandler } from "express";
import type { Logger } from "winston";

/**
 * TODO 2: call `toHttpError`, log one line, and respond with problem details,
 * unless a response has begun already.
 */
export function errorHandler(_deps: { logger: Logger }): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return function errorHandler(thrown, _req, _res, next) {
    next(thrown);
  };
}
