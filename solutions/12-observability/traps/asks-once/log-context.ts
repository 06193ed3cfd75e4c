// Trap: the id is asked for when the format is made, at the start. There is no
// request then, so no line ever has one.
// Caught by: a log line › has the id of its request
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHandler } from "express";
import { format } from "winston";

const requestIds = new AsyncLocalStorage<string>();

const requestId = requestIds.getStore();

export const requestLines = format((info) => {
  return requestId === undefined ? info : Object.assign(info, { requestId });
});

/** Goes behind `requestId` of step 3, which sets `req.id`. */
export function logContext(): RequestHandler {
  return function logContext(req, _res, next) {
    requestIds.run(req.id, next);
  };
}
