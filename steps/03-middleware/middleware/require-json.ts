// Refuses a body that is not JSON, instead of leaving it unread and `req.body` undefined.
import type { RequestHandler } from "express";
import createHttpError from "http-errors";

export function requireJson(): RequestHandler {
  return function requireJson(req, _res, next) {
    // `req.is` answers null where there is no body, false where it is another type.
    if (req.is("json") === false) {
      next(createHttpError(415, "Send the body as application/json."));
      return;
    }
    next();
  };
}
