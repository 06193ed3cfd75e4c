// The fault of JSON that is nested deeper than a stack is high.

import { posted } from "../../attempts";
import { rejectsAll } from "../../judge";
import { uniqueUser } from "../../targets/users";
import type { LegacyFault as Fault } from "../legacy";

const DEPTH = 20_000;
const nested = `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`;

export const nestedJson: Fault = {
  name: "nested-json",
  category: "input",
  does: `Posts a sign-up whose name is a list, nested ${DEPTH} deep.`,
  surviving: "It is refused as the client's fault, and the server stays up.",
  survivedSince: 6,
  needs: ["post"],
  attack(target) {
    const { email, password } = uniqueUser();
    const body = `{"name":${nested},"email":"${email}","password":"${password}"}`;
    return rejectsAll(target, [posted(target, "a deeply nested name", body)]);
  },
};
