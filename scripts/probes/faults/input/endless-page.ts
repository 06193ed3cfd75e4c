// The fault of one request that asks for everything.

import { manyUsers } from "../../reports-at-once";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const MOST = 1000;

export const endlessPage: Fault = {
  name: "endless-page",
  category: "input",
  does: "Asks for a page of 1 000 000 users.",
  surviving: `It is refused, or answered with ${MOST} users at most.`,
  survivedSince: 6,
  needs: ["users"],
  env: manyUsers,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const reply = await target.ask({ path: "/users?limit=1000000" });
  if (reply === "hung") return fell("hung", "no answer");
  if (reply === "no answer") return fell("crashed", "no answer");
  if (reply.status >= 400 && reply.status < 500) {
    return survived(`refused with ${reply.status}`);
  }
  const users: unknown = JSON.parse(reply.text);
  const count = Array.isArray(users) ? users.length : 0;
  return reply.status === 200 && count <= MOST
    ? survived(`answered with ${count} users`)
    : fell("wrong answer", `${reply.status}, with ${count} users`);
}
