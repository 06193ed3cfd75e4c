// Trap: the factory runs once, when the app is built. All requests get the
// one id that was made there.
// Caught by: correlationId › gives each request an id of its own, and its response the same
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

export interface CorrelationIdOptions {
  /** `X-Correlation-Id` unless given. */
  readonly header?: string;
  /** Whether a caller may name the id; not unless given. */
  readonly trustCaller?: boolean;
  /** Makes a new id; `randomUUID` of `node:crypto` unless given. */
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
  const id = generate();

  return function correlationId(req, res, next) {
    const given = trustCaller ? req.get(header) : undefined;
    req.correlationId = given && WELL_FORMED.test(given) ? given : id;
    res.set(header, req.correlationId);
    next();
  };
}
