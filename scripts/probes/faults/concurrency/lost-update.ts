// The fault of writes at the same time, of which the last one wins.
import { holdSignUps } from "../../targets/hold-sign-ups";
import type { Target } from "../../targets/target";
import { newestUsers, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const SIGN_UPS = 10;

export const lostUpdate: Fault = {
  name: "lost-update",
  category: "concurrency",
  does: `Signs ${SIGN_UPS} users up at once.`,
  surviving: "Whoever was answered 201 is stored, with an id of their own.",
  survivedSince: 2,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const details = Array.from({ length: SIGN_UPS }, uniqueUser);
  const uploads = await holdSignUps(target, details);
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const created = answers.filter((answer) => answer?.status === 201);
  const ids = new Set(created.map((answer) => idIn(answer?.text)));
  const users = await newestUsers(target);
  const emails = users.map(({ email }) => email);
  const stored = details.filter(({ email }) => emails.includes(email)).length;
  if (created.length < SIGN_UPS) {
    return fell(
      "wrong answer",
      `${created.length} of ${SIGN_UPS} answered 201`,
    );
  }
  if (stored < SIGN_UPS) {
    return fell("lost data", `${SIGN_UPS} answered 201, ${stored} stored`);
  }
  return ids.size === SIGN_UPS
    ? survived(`${stored} answered 201, ${stored} stored`)
    : fell("wrong answer", `${ids.size} ids for ${SIGN_UPS} users`);
}

function idIn(text = ""): unknown {
  return JSON.parse(text).id;
}
