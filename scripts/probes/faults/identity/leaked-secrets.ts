// The fault of answers that show what nobody should see.

import type { Target } from "../../targets/target";
import { signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const leakedSecrets: Fault = {
  name: "leaked-secrets",
  category: "identity",
  does: "Signs up, and reads the answer, the list and a user.",
  surviving: "No answer has a password or the hash of one in it.",
  survivedSince: 1,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const replies = [
    await target.ask(signUpMessage(details)),
    await target.ask({ path: "/users" }),
    await target.ask({ path: "/users/1" }),
  ];
  for (const reply of replies) {
    if (typeof reply === "string") return fell("crashed", reply);
    const { text } = reply;
    if (text.includes(details.password) || /passwordHash/i.test(text)) {
      return fell("leaked", "a password, or its hash");
    }
  }
  return survived("neither is told");
}
