// The fault of a token that somebody else has signed.
import { signToken } from "../../../servers/http/sign-token";
import type { LegacyFault as Fault } from "../legacy";
import { bearer, staysShut } from "./open-door";
import { ALGORITHM, soundClaims } from "./tokens";

export const forgedToken: Fault = {
  name: "forged-token",
  category: "identity",
  does: "Asks for the users with a token that is signed with another key.",
  surviving: "It is refused with 401.",
  survivedSince: 6,
  needs: ["read", "credentials"],
  attack: (target) =>
    staysShut(target, {
      "a forged token": bearer(signToken(soundClaims(), "guessed", ALGORITHM)),
      "an empty key's token": bearer(signToken(soundClaims(), "", ALGORITHM)),
    }),
};
