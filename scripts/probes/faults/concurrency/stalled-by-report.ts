// The fault of one route's computing that holds every other route up.

import { manyUsers, reportsAtOnce } from "../../reports-at-once";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const stalledByReport: Fault = {
  name: "stalled-by-report",
  category: "concurrency",
  does: "Asks for a report of 30 000 users, and for the health all the while.",
  surviving:
    "No health check waits for a fifth of the report's time, or longer.",
  survivedSince: 10,
  needs: ["process", "report"],
  env: manyUsers,
  attack,
};

// A share and no time: a busy machine makes both longer. And the best of
// several, since it can hold one of them up for longer than the other.
const TIMES = 6;
const MOST = 1 / 5;

async function attack(target: Target): Promise<Verdict> {
  let least = 1;
  for (let time = 0; time < TIMES && least >= MOST; time += 1) {
    const share = await longestWait(target);
    if (share === undefined) return fell("crashed", "no report, or no health");
    least = Math.min(least, share);
  }
  const words = `a health check waits for ${Math.round(100 * least)} % of it`;
  return least < MOST ? survived(words) : fell("hung", words);
}

/** Of one health check, as a share of the report's own time. */
async function longestWait(target: Target): Promise<number | undefined> {
  let took: number | undefined;
  const start = performance.now();
  const report = reportsAtOnce(target, 1);
  await report.sent;
  const status = report.answered.then(([one]) => {
    took = performance.now() - start;
    return one;
  });
  let longest = 0;
  do {
    const asked = performance.now();
    if ((await target.health()) !== "well") return undefined;
    longest = Math.max(longest, performance.now() - asked);
  } while (took === undefined);
  return (await status) === 200 ? longest / took : undefined;
}
