// The fault of a token that says of itself that it need not be signed.
import { signToken } from "../../../servers/http/sign-token";
import type { LegacyFault as Fault } from "../legacy";
import { bearer, staysShut } from "./open-door";
import { soundClaims } from "./tokens";

export const algNoneToken: Fault = {
  name: "alg-none-token",
  category: "identity",
  does: "Asks for the users with a token whose algorithm is none, in three spellings.",
  surviving: "Each is refused with 401.",
  survivedSince: 6,
  needs: ["read", "credentials"],
  attack: (target) =>
    staysShut(
      target,
      Object.fromEntries(
        ["none", "None", "NONE"].map((algorithm) => {
          const [head, claims] = signToken(soundClaims(), "", algorithm).split(
            ".",
          );
          return [`alg ${algorithm}`, bearer(`${head}.${claims}.`)];
        }),
      ),
    ),
};
