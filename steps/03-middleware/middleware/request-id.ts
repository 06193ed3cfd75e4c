// Gives every request an id, and its response the same one, so that both can be found in the log.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

declare global {
  namespace Express {
    interface Request {
      /** Set by `requestId`. */
      id: string;
    }
  }
}

export interface RequestIdOptions {
  header?: string;
  generate?: () => string;
}

// A caller's own id is kept, so that one id follows a request through several
// services. A value that is too long or has other characters is replaced.
const WELL_FORMED = /^[\w-]{1,64}$/;

export function requestId({
  header = "X-Request-Id",
  generate = randomUUID,
}: RequestIdOptions = {}): RequestHandler {
  return function requestId(req, res, next) {
    const given = req.get(header);
    req.id = given && WELL_FORMED.test(given) ? given : generate();
    res.set(header, req.id);
    next();
  };
}
