// Lets every log line say which request it belongs to, without anybody handing the id around.
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHandler } from "express";
import { format } from "winston";

const requestIds = new AsyncLocalStorage<string>();

export const requestLines = format((info) => {
  const requestId = requestIds.getStore();
  return requestId === undefined ? info : Object.assign(info, { requestId });
});

/** Comes behind `requestId` of step 3, which sets `req.id`. */
export function logContext(): RequestHandler {
  return function logContext(req, _res, next) {
    requestIds.run(req.id, next);
  };
}
