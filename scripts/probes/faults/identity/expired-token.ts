// The fault of a token that was good once.
import { signToken } from "../../../servers/http/sign-token";
import type { Target } from "../../targets/target";
import type { LegacyFault as Fault } from "../legacy";
import { bearer, staysShut } from "./open-door";
import { ALGORITHM, soundClaims } from "./tokens";

export const expiredToken: Fault = {
  name: "expired-token",
  category: "identity",
  does: "Asks for the users with tokens of last year, of no end, and of another issuer.",
  surviving: "Each is refused with 401, though its signature is right.",
  survivedSince: 6,
  needs: ["read", "credentials", "token secret"],
  attack(target) {
    const claims = soundClaims();
    return staysShut(target, {
      "a token of last year": signed(target, { ...claims, exp: 1 }),
      "a token of no end": signed(target, { ...claims, exp: undefined }),
      "a token of another issuer": signed(target, { ...claims, iss: "else" }),
    });
  },
};

function signed(target: Target, claims: ReturnType<typeof soundClaims>) {
  return bearer(signToken(claims, target.tokenSecret, ALGORITHM));
}
