// Gives every request an id, which follows the request through all services.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

export interface CorrelationIdOptions {
  /** `X-Correlation-Id` by default. */
  readonly header?: string;
  /** Whether to accept the caller's id; false by default. */
  readonly trustCaller?: boolean;
  /** Makes a new id; `randomUUID` of `node:crypto` by default. */
  readonly generate?: () => string;
}

// Anchored at both ends: without that, an id would need to be well-formed
// somewhere only.
const WELL_FORMED = /^[\w-]{1,64}$/;

export function correlationId({
  header = "X-Correlation-Id",
  trustCaller = false,
  generate = randomUUID,
}: CorrelationIdOptions = {}): RequestHandler {
  return function correlationId(req, res, next) {
    const given = trustCaller ? req.get(header) : undefined;
    req.correlationId = given && WELL_FORMED.test(given) ? given : generate();
    res.set(header, req.correlationId);
    next();
  };
}
