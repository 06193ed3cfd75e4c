// Lets a request pass that proves who sent it: with a token of ours, or with the API key.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { HttpError } from "../../04-errors/errors/http-error";
import type { Tokens } from "../auth/tokens";

declare global {
  namespace Express {
    interface Request {
      /** Who sent the request, as far as `requireAuth` could prove it. */
      caller?: string;
    }
  }
}

export interface RequireAuthOptions {
  readonly apiKey: string;
  readonly tokens: Tokens;
  /** Requests that pass without credentials; none, unless told otherwise. */
  readonly except?: (req: Request) => boolean;
}

export function requireAuth({
  apiKey,
  tokens,
  except = () => false,
}: RequireAuthOptions): RequestHandler {
  const expected = sha256(apiKey);

  return async function requireAuth(req, _res, next) {
    if (except(req)) {
      next();
      return;
    }
    const key = req.get("x-api-key");
    const [scheme, token] = req.get("authorization")?.split(" ") ?? [];
    // Hashes have one length, and comparing them takes one time: neither the
    // key's length nor its first right characters can be measured.
    if (key !== undefined && timingSafeEqual(sha256(key), expected)) {
      req.caller = "api-key";
    } else if (scheme?.toLowerCase() === "bearer" && token) {
      req.caller = await tokens.verify(token).catch(unauthorizedBecause);
    } else {
      throw unauthorized();
    }
    next();
  };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function unauthorized(cause?: unknown): HttpError {
  return new HttpError(
    401,
    "unauthorized",
    "Send a valid API key or bearer token.",
    { cause, headers: { "WWW-Authenticate": "Bearer" } },
  );
}

function unauthorizedBecause(cause: unknown): never {
  throw unauthorized(cause);
}
