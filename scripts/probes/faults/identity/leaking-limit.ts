// The fault of a limit that each worker counts by itself.

import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import { allServe } from "../../workers";
import type { LegacyFault as Fault } from "../legacy";
import { is429 } from "./flooded";

/** Another than the floods' servers have, so that nothing of it is used up. */
const LIMIT = 25;
const WORKERS = 2;

export const leakingLimit: Fault = {
  name: "leaking-limit",
  category: "identity",
  does: "Floods a server of several workers, a new connection each time.",
  surviving:
    "All workers together let through what one client may, and no more.",
  survivedSince: 9,
  needs: ["process", "users", "workers"],
  env: { RATE_LIMIT: String(LIMIT), WORKERS: String(WORKERS) },
  destructive: true, // What one client may is used up.
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  await allServe(target, WORKERS);
  const replies = await Promise.all(
    Array.from({ length: 4 * LIMIT }, () => target.ask({ path: "/users" })),
  );
  const passed = replies.filter((reply) => !is429(reply)).length;
  const words = `${passed} got through, ${LIMIT} may`;
  return passed === LIMIT ? survived(words) : fell("wrong answer", words);
}
