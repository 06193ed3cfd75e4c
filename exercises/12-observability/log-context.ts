// Adds the request's id to every log line, without passing it through every call.
import type { RequestHandler } from "express";
import { format } from "winston";

/** TODO 1: a format that adds `requestId` to what is logged for a request. */
export const requestLines = format((info) => info);

/**
 * Goes behind `requestId` of step 3, which sets `req.id`.
 *
 * TODO 1: everything that runs for the request, and all that it awaits, must know
 * the id.
 */
export function logContext(): RequestHandler {
  return function logContext(_req, _res, next) {
    next();
  };
}
