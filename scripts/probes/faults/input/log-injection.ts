// The fault of a request that is made to look like lines of the log.
import { randomUUID } from "node:crypto";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const logInjection: Fault = {
  name: "log-injection",
  category: "input",
  does: "Sends line ends and a whole log line in the URL and the headers.",
  surviving: "The request is one line of the log, and forges no other.",
  survivedSince: 3,
  needs: ["log"],
  attack,
};

const forged = '%0A{"level":"error","message":"forged"}%0D%0A';

async function attack(target: Target): Promise<Verdict> {
  const mark = randomUUID();
  await target.ask({
    path: `${target.routes.read}/${forged}?${forged}&${mark}`,
    headers: { "User-Agent": `${forged}\t\u0085`, Referer: forged },
  });
  const { server } = target;
  // Its line is the last thing that is written of a request.
  await server.printed((text) => text.includes(`${mark}`) || undefined);
  const after = randomUUID();
  await target.ask({ path: `/nowhere?${after}` });
  await server.printed((text) => text.includes(after) || undefined);
  const lines = server.output.split("\n");
  const ours = lines.filter((line) => line.includes(mark));
  if (
    lines.some((line) => /^\s*\{"level":"error","message":"forged"/.test(line))
  ) {
    return fell("wrong answer", "a line that nobody logged is in the log");
  }
  return ours.length === 1
    ? survived("one line")
    : fell("wrong answer", `${ours.length} lines for one request`);
}
