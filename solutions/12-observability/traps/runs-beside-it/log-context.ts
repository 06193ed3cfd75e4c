// Trap: the context is there while an empty function runs, and over when the
// request goes on: `run` ends with what it is given.
// Caught by: a log line › has the id of its request
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHandler } from "express";
import { format } from "winston";

const requestIds = new AsyncLocalStorage<string>();

export const requestLines = format((info) => {
  const requestId = requestIds.getStore();
  return requestId === undefined ? info : Object.assign(info, { requestId });
});

/** Goes behind `requestId` of step 3, which sets `req.id`. */
export function logContext(): RequestHandler {
  return function logContext(req, _res, next) {
    requestIds.run(req.id, () => {});
    next();
  };
}
