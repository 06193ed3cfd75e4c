// Gives every request an id, as in step 3, and its answer the same one as part of its head.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import "../http/answer-head";

declare global {
  namespace Express {
    interface Request {
      /** Set by `requestId`. */
      id: string;
    }
  }
}

// A caller's own id is kept, so that one id follows a request through several
// services; anything longer or stranger than an id is not one.
const WELL_FORMED = /^[\w-]{1,64}$/;

export function requestId(): RequestHandler {
  return function requestId(req, res, next) {
    const given = req.get("X-Request-Id");
    req.id = given && WELL_FORMED.test(given) ? given : randomUUID();
    res.head.push("X-Request-Id", req.id);
    next();
  };
}
