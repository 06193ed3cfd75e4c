// Gives every request an id, which follows it through all services that it calls.
import type { RequestHandler } from "express";

export interface CorrelationIdOptions {
  /** `X-Correlation-Id` unless given. */
  readonly header?: string;
  /** Whether a caller may name the id; not unless given. */
  readonly trustCaller?: boolean;
  /** Makes a new id; `randomUUID` of `node:crypto` unless given. */
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
