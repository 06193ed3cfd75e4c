// The fault of a key that somebody has guessed at.
import type { LegacyFault as Fault } from "../legacy";
import { staysShut } from "./open-door";

export const guessedKey: Fault = {
  name: "guessed-key",
  category: "identity",
  does: "Asks for the users with keys that are guessed, empty and very long.",
  surviving: "Each is refused with 401.",
  survivedSince: 6,
  needs: ["read", "credentials"],
  attack: (target) =>
    staysShut(target, {
      "a guessed key": { "X-Api-Key": "a-guess" },
      "an empty key": { "X-Api-Key": "" },
      "a key of 8 kB": { "X-Api-Key": "k".repeat(8000) },
    }),
};
