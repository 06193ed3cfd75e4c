// Trap: the token itself says by which algorithm it is checked. Whoever finds a
// weaker one that the library knows can choose it; RFC 8725 asks to name them.
// Caught by: requireAuth › answers 401 to a token signed by another algorithm
import type { Request, RequestHandler } from "express";
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from "jose";
import { AUDIENCE, ISSUER } from "../../../../exercises/06-guards/token-terms";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

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

async function verify(token: string, key: Uint8Array): Promise<JWTPayload> {
  try {
    const { alg = "none" } = decodeProtectedHeader(token);
    const { payload } = await jwtVerify(token, key, {
      algorithms: [alg],
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
