// Trap: the token is decoded and its claims are checked, and its signature is
// not. Whoever can write JSON in base64 is whoever they like.
// Caught by: requireAuth › answers 401 to a token signed with another key
import type { Request, RequestHandler } from "express";
import { decodeJwt, type JWTPayload } from "jose";
import { AUDIENCE, ISSUER } from "../../../../exercises/06-guards/token-terms";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

export interface RequireAuthOptions {
  /** The secret that tokens are signed with. */
  readonly key: Uint8Array;
}

export function requireAuth(_options: RequireAuthOptions): RequestHandler {
  return async function requireAuth(req, _res, next) {
    const { sub, scope } = read(tokenOf(req));
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

function read(token: string): JWTPayload {
  try {
    const payload = decodeJwt(token);
    const { sub, exp = 0, iss, aud } = payload;
    const isExpired = exp * 1000 <= Date.now();
    if (!sub || isExpired || iss !== ISSUER || aud !== AUDIENCE) {
      throw new Error("not a token for this API");
    }
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
