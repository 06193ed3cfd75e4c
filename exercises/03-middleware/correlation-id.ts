// Gives every request an id, which follows the request through all services.
import type { RequestHandler } from "express";

export interface CorrelationIdOptions {
  /** `X-Correlation-Id` by default. */
  readonly header?: string;
  /** Whether to accept the caller's id; false by default. */
  readonly trustCaller?: boolean;
  /** Makes a new id; `randomUUID` of `node:crypto` by default. */
  readonly generate?: () => string;
}

export function correlationId(
  _options: CorrelationIdOptions = {},
): RequestHandler {
  return function correlationId(_req, _res, next) {
    // TODO: set `req.correlationId` and the response's header, both to one id:
    // the caller's own if it is trusted and well-formed, and else a new one.
    next();
  };
}
