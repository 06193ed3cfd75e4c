// The fault of refusals that tell more than the client asked for.

import { asked, posted } from "../../attempts";
import { fallOf } from "../../judge";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const leakyRefusals: Fault = {
  name: "leaky-refusals",
  category: "input",
  does: "Provokes one error of each kind, and reads what the answers tell.",
  surviving:
    "No answer has a stack trace, a path of the machine or the framework's name in it.",
  survivedSince: 4,
  needs: ["read", "post"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const text = JSON.stringify(uniqueUser());
  const large = JSON.stringify({ name: "x".repeat(200_000) });
  const attempts = [
    asked("a path that cannot be decoded", `${target.routes.read}/%E0%A4%A`),
    asked("an unknown path", "/no/such/path"),
    posted(target, "JSON that is cut off", '{"name":'),
    posted(target, "an unknown charset", text, "text/json; charset=klingon"),
    posted(target, "a body of 200 kB", large),
  ];
  for (const { what, message } of attempts) {
    const reply = await target.ask(message);
    const fall = fallOf(reply, what, { by: anything, discreet: true });
    if (fall) return fall;
    if (typeof reply !== "string" && reply.headers["x-powered-by"]) {
      return fell("leaked", `the framework's name, in the refusal of ${what}`);
    }
  }
  return survived("nothing of the inside is told");
}

/** Whether the status is right is asked elsewhere. */
const anything = Array.from({ length: 500 }, (_, index) => 100 + index);
