// The fault of members that reach for the prototype of every object.

import { posted, signUpWith } from "../../attempts";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const prototypePollution: Fault = {
  name: "prototype-pollution",
  category: "input",
  does: "Posts __proto__ and constructor.prototype, in the body and the query.",
  surviving:
    "Whatever is asked afterwards, no object has a member that it was not given.",
  survivedSince: 1,
  needs: ["users"],
  attack,
};

const MARK = "polluted";

// JSON shows no member that is inherited. But where every object has a name,
// whoever signs up without one gets it.
async function attack(target: Target): Promise<Verdict> {
  const json = (members: string) =>
    `${JSON.stringify(uniqueUser()).slice(0, -1)},${members}}`;
  const bodies = [
    `"__proto__":{"name":"${MARK}"}`,
    `"constructor":{"prototype":{"name":"${MARK}"}}`,
  ];
  for (const members of bodies) {
    await target.ask(posted(target, "", json(members)).message);
  }
  const query = `__proto__[name]=${MARK}&constructor[prototype][name]=${MARK}`;
  await target.ask({ path: `/users?${query}` });
  await target.ask(signUpWith(target, "", { name: undefined }).message);
  const after = await target.send({ path: "/users" });
  return after?.text.includes(MARK)
    ? fell("wrong answer", "users have a member that nobody gave them")
    : survived("no object has changed");
}
