// Turns a request that no route took into an error like any other.
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
