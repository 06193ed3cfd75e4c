// Lets a request pass that proves who sent it: by one of our tokens, or by the API key.
import { timingSafeEqual } from "node:crypto";
import type { NextFunction, Request, RequestHandler } from "express";
import { HttpError } from "../../04-errors/errors/http-error";
import type { Tokens } from "../auth/tokens";

/** Each 401 must send it: RFC 9110, section 15.5.2. */
export const BEARER_CHALLENGE = 'Bearer realm="express-at-scale"';

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
  /** Without it, only the API key is accepted. */
  readonly tokens?: Tokens;
  /** Requests that pass without credentials; none by default. */
  readonly except?: (req: Request) => boolean;
}

export function requireAuth({
  apiKey,
  tokens,
  except = () => false,
}: RequireAuthOptions): RequestHandler {
  const isApiKey = secretEquals(apiKey);

  // No async function: an API key is checked synchronously, without a promise.
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
  tokens: Tokens | undefined,
  req: Request,
  next: NextFunction,
): Promise<void> {
  const token = bearerToken(req);
  if (token === undefined) throw unauthorized();
  if (!tokens) return invalidToken(new Error("the API key only"));
  req.caller = await tokens.verify(token).catch(invalidToken);
  next();
}

// RFC 9110, section 11.4: the scheme in any case, one or more spaces, and the token.
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

function bearerToken(req: Request): string | undefined {
  return BEARER.exec(req.get("authorization") ?? "")?.[1];
}

/**
 * Compares whole buffers of one length, padded with zeros: the time reveals neither
 * the key's length nor how many characters match. Hashes would do as well, at ten
 * times the cost.
 */
export function secretEquals(secret: string): (text: string) => boolean {
  const size = Math.max(256, Buffer.byteLength(secret) + 1);
  const [expected, given] = [Buffer.alloc(size), Buffer.alloc(size)];
  expected.write(secret);
  return (text) => {
    given.fill(0).write(text);
    // A longer text may have been truncated to the right one.
    return timingSafeEqual(given, expected) && text.length === secret.length;
  };
}

// A challenge names an error only if there was a token: RFC 6750, section 3.1.
function unauthorized(cause?: unknown): HttpError {
  const error = cause === undefined ? "" : ', error="invalid_token"';
  return new HttpError(
    401,
    "unauthorized",
    "Send a valid API key or bearer token.",
    { cause, headers: { "WWW-Authenticate": `${BEARER_CHALLENGE}${error}` } },
  );
}

function invalidToken(cause: unknown): never {
  throw unauthorized(cause);
}
