// The fault of work for some that holds everybody else up.
import { holdSignUps } from "../../targets/hold-sign-ups";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const SIGN_UPS = 12;

export const stalledBystander: Fault = {
  name: "stalled-bystander",
  category: "concurrency",
  does: `Signs ${SIGN_UPS} users up at once, and asks for the health behind them.`,
  surviving: "The health check is answered before all of the sign-ups are.",
  survivedSince: 2,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const uploads = await holdSignUps(
    target,
    Array.from({ length: SIGN_UPS }, uniqueUser),
  );
  let answered = 0;
  const signedUp = uploads.map(async (upload) => {
    await upload.finish();
    answered += 1;
  });
  const health = await target.health();
  const before = answered;
  await Promise.all(signedUp);
  if (health !== "well") return fell("hung", `its health: ${health}`);
  return before < SIGN_UPS
    ? survived("does not wait for all of them")
    : fell("hung", `waits for all ${SIGN_UPS} sign-ups`);
}
