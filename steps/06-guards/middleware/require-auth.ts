// Lets a request pass that proves who sent it: with a token of ours, or with the API key.
import { timingSafeEqual } from "node:crypto";
import type { NextFunction, Request, RequestHandler } from "express";
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
  const isApiKey = sameAs(apiKey);

  // No async function: a key is known at once, and needs no promise.
  return function requireAuth(req, _res, next) {
    const key = req.get("x-api-key");
    if (key !== undefined && isApiKey(key)) {
      req.caller = "api-key";
      return next();
    }
    if (except(req)) return next();
    return passWithToken(tokens, req, next);
  };
}

async function passWithToken(
  tokens: Tokens,
  req: Request,
  next: NextFunction,
): Promise<void> {
  const [scheme, token] = req.get("authorization")?.split(" ") ?? [];
  if (scheme?.toLowerCase() !== "bearer" || !token) throw unauthorized();
  req.caller = await tokens.verify(token).catch(unauthorizedBecause);
  next();
}

/**
 * Compares whole buffers of one length, filled up with zeros: neither the key's
 * length nor its first right characters can be measured. Hashes would do as
 * well, and cost ten times as much.
 */
function sameAs(secret: string): (text: string) => boolean {
  const size = Math.max(256, Buffer.byteLength(secret) + 1);
  const [expected, given] = [Buffer.alloc(size), Buffer.alloc(size)];
  expected.write(secret);
  return (text) => {
    given.fill(0).write(text);
    // One that did not fit might have been cut down to the right one.
    return timingSafeEqual(given, expected) && text.length === secret.length;
  };
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
