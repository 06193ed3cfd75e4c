// Issues and verifies the tokens that stand for a signed-in user: JWTs, by the jose library.
import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";

export interface Tokens {
  /** A token that says "this is user `subject`", for fifteen minutes. */
  issue(subject: string): Promise<string>;
  /** The subject; rejects a forged, expired or foreign token. */
  verify(token: string): Promise<string>;
}

const ALGORITHM = "HS256";
const ISSUER = "express-at-scale";

export function tokens(secret: string): Tokens {
  const key = new TextEncoder().encode(secret);
  return {
    issue: (subject) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(subject)
        .setIssuer(ISSUER)
        .setIssuedAt()
        .setExpirationTime("15m")
        .sign(key),

    async verify(token) {
      // The algorithm is ours to say: a token that names its own, or "none",
      // would otherwise choose how it is checked.
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        requiredClaims: ["sub", "exp"],
      });
      return String(payload.sub);
    },
  };
}
