// Tokens as a client sends them, sound and forged.
import type { Message } from "../servers/http/request";
import { type Claims, signToken } from "../servers/http/sign-token";

const ALGORITHM = "HS256";

/** A token as the workshop's servers make them, but for these claims. */
export function tokenSignedWith(
  secret: string,
  wrong: Partial<Claims> = {},
): string {
  return signToken({ ...soundClaims(), ...wrong }, secret, ALGORITHM);
}

/** A token of these claims that says its algorithm, and has no signature. */
export function unsignedToken(
  algorithm: string,
  known: Partial<Claims> = {},
): string {
  const sound = { ...soundClaims(), ...known };
  const [head, claims] = signToken(sound, "", algorithm).split(".");
  return `${head}.${claims}.`;
}

export function bearer(token: string): Message["headers"] {
  return { Authorization: `Bearer ${token}` };
}

/** Valid for an hour. */
function soundClaims(): Claims {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return { sub: "1", iss: "express-at-scale", exp };
}
