// Adds the request's id to every log line, without passing it through every call.
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
    requestIds.run(req.id, next);
  };
}
