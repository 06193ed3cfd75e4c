// The fault of an e-mail that somebody has already.

import { fallOf } from "../../judge";
import type { Target } from "../../targets/target";
import { kept, signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const takenEmail: Fault = {
  name: "taken-email",
  category: "concurrency",
  does: "Signs up twice with one e-mail, one after the other.",
  surviving: "The second is told so, with 409 or 422, and not stored.",
  survivedSince: 2,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const message = signUpMessage(uniqueUser());
  await target.ask(message);
  const again = await target.ask(message);
  const fall = fallOf(again, "the second", { by: [409, 422] });
  if (fall) return fall;
  const stored = await kept(target, message.body as { email: string });
  return stored === 1
    ? survived("the second is told so")
    : fell("wrong answer", `stored ${stored} times`);
}
