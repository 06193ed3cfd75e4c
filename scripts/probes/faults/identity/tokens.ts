// Tokens as the workshop's servers issue them, to be spoilt.
import type { Claims } from "../../../servers/http/sign-token";

export const ALGORITHM = "HS256";

/** Of the first user, for an hour. */
export function soundClaims(): Claims {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return { sub: "1", iss: "express-at-scale", exp };
}
