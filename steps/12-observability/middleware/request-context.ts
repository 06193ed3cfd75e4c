// Gives everything that is done for a request its context, so that all its log lines carry its id.
import type { RequestHandler } from "express";
import { withContext } from "../logging/request-context";

/** Comes after `requestId`. */
export function contextOfRequest(): RequestHandler {
  return function contextOfRequest(req, _res, next) {
    withContext({ requestId: req.id }, next);
  };
}
