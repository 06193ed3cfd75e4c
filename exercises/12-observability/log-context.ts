// Lets every log line say which request it belongs to, without anybody handing the id around.
import type { RequestHandler } from "express";
import { format } from "winston";

/** TODO 1: a format that adds `requestId` to what is logged for a request. */
export const requestLines = format((info) => info);

/**
 * Comes behind `requestId` of step 3, which sets `req.id`.
 *
 * TODO 1: everything that is done for the request, and all that it awaits, has
 * to know the id.
 */
export function logContext(): RequestHandler {
  return function logContext(_req, _res, next) {
    next();
  };
}
