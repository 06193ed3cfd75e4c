// Throws a 404 for a request that no route has handled.
import type { RequestHandler } from "express";
import { HttpError } from "./http-error";

export function notFound(): RequestHandler {
  return function notFound(req) {
    throw new HttpError(
      404,
      "route_not_found",
      `There is no ${req.method} ${req.path} here.`,
    );
  };
}
