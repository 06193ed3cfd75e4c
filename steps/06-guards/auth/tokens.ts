// Issues and verifies the tokens of signed-in users: JWTs, by the jose library.
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
      // The server names the algorithm. Otherwise a token could choose how it is
      // verified, even by "none".
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        requiredClaims: ["sub", "exp"],
      });
      return String(payload.sub);
    },
  };
}
