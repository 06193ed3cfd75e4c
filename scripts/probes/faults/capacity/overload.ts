// The fault of far more at once than can be done in any time that is of use.

import { count } from "../../reports-at-once";
import { holdSignUps } from "../../targets/hold-sign-ups";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

/** Three times what step 12 lets in before it has learnt anything. */
const SIGN_UPS = 300;

export const overload: Fault = {
  name: "overload",
  category: "capacity",
  does: `Has ${SIGN_UPS} sign-ups under way in one process at once, each of which hashes a password.`,
  surviving:
    "Some are let in, and done; the rest are refused with 503 as they come, and health checks are answered.",
  survivedSince: 12,
  needs: ["process", "users"],
  env: { WORKERS: "1", REQUEST_TIMEOUT_MS: "120000" },
  destructive: "if it falls",
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  // A server that is not sure that it can do them says so before their bodies
  // come; so it is known how many are let in while none of them is done.
  const uploads = await holdSignUps(
    target,
    Array.from({ length: SIGN_UPS }, uniqueUser),
  );
  const health = await target.health();
  const early = uploads.filter((upload) => upload.isAnswered()).length;
  if (early === 0) {
    await Promise.all(uploads.map((upload) => upload.abandon()));
    return fell("hung", "all of them are let in to wait");
  }
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const statuses = answers.map((answer) => answer?.status);
  const [done, refused] = [count(statuses, 201), count(statuses, 503)];
  const words = `${done} taken on, ${refused} refused`;
  if (health !== "well") return fell("hung", `its health: ${health}`);
  if (done + refused < SIGN_UPS) return fell("crashed", words);
  return done > 0 ? survived(words) : fell("wrong answer", words);
}
