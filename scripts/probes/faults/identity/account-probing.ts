// The fault of answers that tell whether somebody has an account.

import type { Reply, Target } from "../../targets/target";
import { signUp, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const accountProbing: Fault = {
  name: "account-probing",
  category: "identity",
  does: "Signs in with a wrong password for an account, and for none.",
  surviving: "Both are refused with 401, in the same words.",
  survivedSince: 6,
  needs: ["users", "sessions"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { email } = uniqueUser();
  const known = uniqueUser();
  await signUp(target as never, known);
  const [account, none] = [
    await signIn(target, known.email),
    await signIn(target, email),
  ];
  if (typeof account === "string" || typeof none === "string") {
    return fell("crashed", "no answer");
  }
  if (account.status !== 401 || none.status !== 401) {
    return fell("wrong answer", `${account.status} and ${none.status}`);
  }
  return withoutId(account.text) === withoutId(none.text)
    ? survived("401, the same for both")
    : fell("leaked", "the two refusals differ");
}

function signIn(target: Target, email: string): Promise<Reply> {
  const body = { email, password: "a wrong password" };
  return target.askAsStranger({ method: "POST", path: "/sessions", body });
}

/** The one member that differs between any two answers. */
function withoutId(text: string): string {
  return text.replace(/"requestId":"[^"]*"/, "");
}
