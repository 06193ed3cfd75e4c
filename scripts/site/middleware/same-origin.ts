// Refuses what changes something here, unless a page of this site asks for it.
import type { RequestHandler } from "express";
import { HttpError } from "../../../steps/04-errors/errors/http-error";

/** Browsers say where a form came from; whoever is none, as curl, may ask. */
export function sameOrigin(): RequestHandler {
  return function sameOrigin(req, _res, next) {
    const origin = req.get("origin");
    if (origin === undefined || origin === `http://${req.get("host")}`) {
      return next();
    }
    throw new HttpError(403, "foreign_origin", "Another site asked for this.");
  };
}
