// The fault of a place for data that is not there any more.

import { hasStackTrace } from "../../../servers/http/describe-answer";
import type { Target } from "../../targets/target";
import { kept, signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const noData: Fault = {
  name: "no-data",
  category: "dependencies",
  does: "Takes away what sign-ups are written to, a folder or a table, and gives it back.",
  surviving:
    "The sign-up is answered with 5xx that tells nothing of the inside, the server stays up, and the next is stored.",
  survivedSince: 4,
  needs: ["process", "users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const reply = await target.server.withoutData(() =>
    target.ask(signUpMessage(details)),
  );
  if (typeof reply === "string") return fell("crashed", "no answer");
  if (hasStackTrace(reply.text)) {
    return fell("leaked", `${reply.status} with a stack trace`);
  }
  if (reply.status < 500) return fell("wrong answer", `${reply.status}`);
  if ((await kept(target, details)) > 0) {
    return fell("wrong answer", `${reply.status}, and it is there`);
  }
  const next = await target.ask(signUpMessage(uniqueUser()));
  return typeof next !== "string" && next.status === 201
    ? survived(`${reply.status}, and the next is stored`)
    : fell("crashed", "no sign-up is stored any more");
}
