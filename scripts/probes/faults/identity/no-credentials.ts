// The fault of a stranger who asks for everybody's data.
import type { LegacyFault as Fault } from "../legacy";
import { staysShut } from "./open-door";

export const noCredentials: Fault = {
  name: "no-credentials",
  category: "identity",
  does: "Asks for the users without saying who asks.",
  surviving: "It is refused with 401.",
  survivedSince: 6,
  needs: ["read", "credentials"],
  attack: (target) => staysShut(target, { "a stranger": undefined }),
};
