// The fault of more work than there is time for.

import {
  count,
  manyUsers,
  reportsAtOnce,
  type Status,
} from "../../reports-at-once";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const REPORTS = 40;

export const reportFlood: Fault = {
  name: "report-flood",
  category: "capacity",
  does: `Asks for ${REPORTS} reports of 30 000 users at once.`,
  surviving:
    "Some are answered; the rest are refused with 503, before anybody who comes after them is answered.",
  survivedSince: 10,
  needs: ["process", "report"],
  env: manyUsers,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const reports = reportsAtOnce(target, REPORTS, isLetIn);
  await reports.sent;
  // Who comes after them, and passes all that they pass before they are refused.
  await target.ask({ path: "/no/such/path" });
  const health = await target.health();
  // Counted behind both: a refusal is seen when its connection is closed.
  const soon = count(reports.soFar(), 503);
  const statuses = await reports.answered;
  const [done, refused] = [count(statuses, 200), count(statuses, 503)];
  const words = `${done} answered, ${refused} refused`;
  if (health !== "well") return fell("hung", `its health: ${health}`);
  if (isLetIn(statuses)) return fell("hung", "all of them are let in to wait");
  if (soon < refused / 2) return fell("hung", `${words}, and not at once`);
  if (done + refused < REPORTS) return fell("crashed", words);
  return done > 0 ? survived(words) : fell("wrong answer", words);
}

/** A refusal that comes later than half of the answers has come too late. */
function isLetIn(statuses: readonly Status[]): boolean {
  return statuses.length >= REPORTS / 2 && !statuses.includes(503);
}
