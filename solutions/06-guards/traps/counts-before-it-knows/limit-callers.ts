// The limiter that goes with this stack: it takes the token's word for the caller.
import type { Request, RequestHandler } from "express";
import { rateLimit, type Store } from "express-rate-limit";
import { decodeJwt } from "jose";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

export interface LimitCallersOptions {
  /** Requests a minute for one caller, known by `req.caller`. */
  readonly limit: number;
  /** Where requests are counted: several processes may share it. */
  readonly store: Store;
}

export function limitCallers({
  limit,
  store,
}: LimitCallersOptions): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    store,
    keyGenerator: (req) => subjectOf(req) ?? "nobody",
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_req, _res, next) => {
      const message = `No more than ${limit} requests a minute.`;
      next(new HttpError(429, "too_many_requests", message));
    },
  });
}

function subjectOf(req: Request): string | undefined {
  const [, token = ""] = req.get("authorization")?.split(" ") ?? [];
  try {
    return decodeJwt(token).sub;
  } catch {
    return undefined;
  }
}
