// The fault of a machine that loses its power, and gets it back.

import type { Target } from "../../targets/target";
import { kept, signUp, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const SIGN_UPS = 5;

export const killedAndRestarted: Fault = {
  name: "killed-and-restarted",
  category: "process",
  does: `Kills the whole server behind ${SIGN_UPS} sign-ups, and starts it again.`,
  surviving: "Whoever was answered 201 is still there.",
  survivedSince: 1,
  needs: ["process", "users"],
  destructive: "if it falls",
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const details = Array.from({ length: SIGN_UPS }, uniqueUser);
  for (const one of details) await signUp(target, one);
  await target.server.restart();
  let there = 0;
  for (const one of details) there += await kept(target, one);
  return there === SIGN_UPS
    ? survived("all of them are there")
    : fell("lost data", `${there} of ${SIGN_UPS} are there`);
}
