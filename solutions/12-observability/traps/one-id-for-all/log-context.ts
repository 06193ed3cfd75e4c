// Trap: the id is kept in a variable, of which there is one. While a request waits
// others come, and its next line carries the id of whoever came last.
// Caught by: a log line › has it after an await as well, whoever came meanwhile
import type { RequestHandler } from "express";
import { format } from "winston";

let current: string | undefined;

export const requestLines = format((info) => {
  if (current === undefined) return info;
  return Object.assign(info, { requestId: current });
});

/** Goes behind `requestId` of step 3, which sets `req.id`. */
export function logContext(): RequestHandler {
  return function logContext(req, _res, next) {
    current = req.id;
    next();
  };
}
