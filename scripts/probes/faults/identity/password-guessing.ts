// The fault of somebody who tries one password after another.
import { uniqueUser } from "../../targets/users";
import type { LegacyFault as Fault } from "../legacy";
import { limited, refusesFlood } from "./flooded";

export const passwordGuessing: Fault = {
  name: "password-guessing",
  category: "identity",
  does: "Signs in 120 times with guessed passwords.",
  surviving: "The most are refused with 429 before a password is compared.",
  survivedSince: 6,
  needs: ["process", "sessions"],
  env: limited,
  attack(target) {
    const { email } = uniqueUser();
    return refusesFlood(target, (n) => ({
      method: "POST",
      path: "/sessions",
      body: { email, password: `the guess number ${n}` },
    }));
  },
};
