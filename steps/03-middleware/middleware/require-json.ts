// Refuses a body that is not JSON, instead of leaving it unread and `req.body` undefined.
import type { RequestHandler } from "express";
import createHttpError from "http-errors";

export function requireJson(): RequestHandler {
  return function requireJson(req, _res, next) {
    // A body of length 0, which fetch announces, needs no type. `req.is` returns null
    // if there is no body, and false if the body has another type.
    const isEmpty = req.get("content-length") === "0";
    if (!isEmpty && req.is("json") === false) {
      next(createHttpError(415, "Send the body as application/json."));
      return;
    }
    next();
  };
}
