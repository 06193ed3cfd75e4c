// The fault of a query that would take for ever.
import { withClient } from "../../../servers/services/postgres/connect";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const slowQuery: Fault = {
  name: "slow-query",
  category: "dependencies",
  does: "Locks the table of users, so that every query on it waits, and lets it go.",
  surviving:
    "The query is cut off, and answered with 503 or 504; afterwards all is well.",
  survivedSince: 7,
  needs: ["process", "postgres"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { databaseUrl = "" } = target.server;
  const reply = await withClient(databaseUrl, async (client) => {
    await client.query("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
    const answer = await target.ask({ path: "/users/1" });
    await client.query("ROLLBACK");
    return answer;
  });
  if (reply === "hung") return fell("hung", "it waits for the database");
  if (reply === "no answer") return fell("crashed", "no answer");
  const after = await target.send({ path: "/users/1" });
  if (after?.status !== 200) {
    return fell("crashed", `${after?.status} when all is well again`);
  }
  return [503, 504].includes(reply.status)
    ? survived(`${reply.status}, and then well`)
    : fell("wrong answer", `${reply.status} for what took too long`);
}
