// Lets a request pass if its token proves who sent it, and that the caller may do this.
import type { Request, RequestHandler } from "express";
import { type JWTPayload, jwtVerify } from "jose";
import {
  ALGORITHM,
  AUDIENCE,
  ISSUER,
} from "../../exercises/06-guards/token-terms";
import { HttpError } from "../../steps/04-errors/errors/http-error";

export interface RequireAuthOptions {
  /** The secret that tokens are signed with. */
  readonly key: Uint8Array;
}

export function requireAuth({ key }: RequireAuthOptions): RequestHandler {
  return async function requireAuth(req, _res, next) {
    const { sub, scope } = await verify(tokenOf(req), key);
    const needed = scopeFor(req.method);
    // A list of words: `includes` on the text would find `orders:write` in
    // `orders:write-drafts`.
    if (!String(scope).split(" ").includes(needed)) throw forbidden(needed);
    req.caller = sub;
    next();
  };
}

function tokenOf(req: Request): string {
  const header = req.get("authorization") ?? "";
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw unauthorized();
  return token;
}

// The API decides, and not the token, which algorithm verifies it, who may issue
// it, and for which audience.
async function verify(token: string, key: Uint8Array): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["sub", "exp"],
    });
    return payload;
  } catch (cause) {
    throw unauthorized(cause);
  }
}

function scopeFor(method: string): string {
  const reads = method === "GET" || method === "HEAD";
  return reads ? "orders:read" : "orders:write";
}

function unauthorized(cause?: unknown): HttpError {
  const error = cause === undefined ? "" : ', error="invalid_token"';
  return new HttpError(401, "unauthorized", "Send a valid bearer token.", {
    cause,
    headers: { "WWW-Authenticate": `Bearer realm="orders"${error}` },
  });
}

function forbidden(scope: string): HttpError {
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  return new HttpError(403, "insufficient_scope", `This needs ${scope}.`, {
    headers: { "WWW-Authenticate": challenge },
  });
}
