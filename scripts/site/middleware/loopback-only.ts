// Answers only whoever asked for this machine by one of its own names.
import type { RequestHandler } from "express";
import { HttpError } from "../../../steps/04-errors/errors/http-error";

const names = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * A page elsewhere can have its own name point to 127.0.0.1 and so read what a
 * local server says (DNS rebinding). Its requests carry that name, and a
 * browser lets nobody change it.
 */
export function loopbackOnly(): RequestHandler {
  return function loopbackOnly(req, _res, next) {
    const [, name = ""] =
      /^(.*?)(?::\d{1,5})?$/.exec(req.get("host") ?? "") ?? [];
    if (names.has(name.toLowerCase())) return next();
    throw new HttpError(
      421,
      "unknown_host",
      "This server answers as 127.0.0.1 and as localhost.",
    );
  };
}
