// Sends an error to the client as problem details (RFC 9457).
import { STATUS_CODES } from "node:http";
import type { Request, Response } from "express";
import type { HttpError } from "./http-error";

export function sendProblem(
  error: HttpError,
  req: Request,
  res: Response,
): void {
  res
    .status(error.status)
    .set(error.headers)
    .type("application/problem+json")
    .json(problemDetails(error, req));
}

function problemDetails(error: HttpError, req: Request): object {
  return {
    type: "about:blank",
    title: STATUS_CODES[error.status],
    status: error.status,
    detail: error.message,
    code: error.code,
    requestId: req.id,
    ...error.details,
  };
}
