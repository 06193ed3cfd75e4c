// The fault of many who want, at the same time, what nobody has ready.

import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const REQUESTS = 40;
/** One for each of the processes that may look at the same time. */
const MOST = 4;

export const stampede: Fault = {
  name: "stampede",
  category: "concurrency",
  does: `Asks ${REQUESTS} times at once for a page that is in no cache yet, and counts what reaches the database.`,
  surviving: `All are answered, and the database is asked ${MOST} times at most.`,
  survivedSince: 9,
  needs: ["process", "postgres"],
  proxied: true,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  // So that each worker has its connections already.
  for (let n = 0; n < 6; n += 1) await target.ask({ path: "/users/1" });
  let reached = 0;
  target.dependency("DATABASE_URL").watch((chunk) => {
    reached += chunk.toString("latin1").split("ORDER BY id DESC").length - 1;
  });
  const replies = await Promise.all(
    Array.from({ length: REQUESTS }, () =>
      target.send({ path: "/users?limit=7" }),
    ),
  );
  target.dependency("DATABASE_URL").watch(() => {});
  const ok = replies.filter((reply) => reply?.status === 200).length;
  const words = `${ok} answered, the database asked ${reached} times`;
  if (ok < REQUESTS) return fell("wrong answer", words);
  return reached <= MOST ? survived(words) : fell("hung", words);
}
