// The fault of values that are SQL.

import type { Target } from "../../targets/target";
import { countUsers, signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const sqlInjection: Fault = {
  name: "sql-injection",
  category: "input",
  does: "Asks for users, and signs up, with values that are SQL.",
  surviving:
    "What is wrong is refused, what is right is stored as it is, and no user more or less is there.",
  survivedSince: 7,
  needs: ["users", "postgres"],
  attack,
};

const injected = "x'); DELETE FROM users; --";

async function attack(target: Target): Promise<Verdict> {
  const before = await countUsers(target);
  const value = encodeURIComponent("1 OR 1=1");
  for (const path of [`/users/${value}`, `/users?before=${value}`]) {
    const reply = await target.ask({ path });
    const refused = typeof reply !== "string" && reply.status < 500;
    if (!refused) return fell("wrong answer", "no refusal of SQL in the URL");
    if (reply.status === 200) return fell("wrong answer", `200 for ${path}`);
  }
  const named = { ...uniqueUser(), name: injected };
  const reply = await target.ask(signUpMessage(named));
  if (typeof reply === "string") return fell("crashed", reply);
  if (reply.status >= 500) return fell("wrong answer", `${reply.status}`);
  const after = await countUsers(target);
  const expected = before + (reply.status === 201 ? 1 : 0);
  return after === expected
    ? survived("SQL is text like any other")
    : fell("lost data", `${expected} users should be there, ${after} are`);
}
