// The fault of a client that sets what only the server may set.

import type { Target } from "../../targets/target";
import { newestUsers, signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const massAssignment: Fault = {
  name: "mass-assignment",
  category: "input",
  does: "Signs up with an id, a date and a role of its own choice.",
  surviving: "It is refused, or stored without any of them.",
  survivedSince: 1,
  needs: ["users"],
  attack,
};

const wanted = { id: 4711, createdAt: "1815-12-10T00:00:00.000Z", admin: true };

async function attack(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const reply = await target.ask(signUpMessage({ ...details, ...wanted }));
  if (typeof reply === "string") return fell("crashed", reply);
  const users = await newestUsers(target);
  const stored = users.find(({ email }) => email === details.email);
  if (!stored) return survived(`refused with ${reply.status}`);
  const members: Record<string, unknown> = { ...stored };
  const taken = Object.entries(wanted).filter(([k, v]) => members[k] === v);
  return taken.length === 0
    ? survived("stored without them")
    : fell("wrong answer", `stored with its own ${taken.map(([k]) => k)}`);
}
