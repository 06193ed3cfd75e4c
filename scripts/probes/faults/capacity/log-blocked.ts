// The fault of a log that nobody reads any more.

import type { Target } from "../../targets/target";
import type { Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";
import { logsOn, REQUESTS } from "./lost-log";

export const logBlocked: Fault = {
  name: "log-blocked",
  category: "capacity",
  does: `Reads the log no more, until its pipe is full, and asks ${REQUESTS} times.`,
  surviving: "All are answered.",
  survivedSince: 3,
  needs: ["process", "log"],
  destructive: "if it falls",
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const verdict = await logsOn(target, "block");
  target.server.process.readOutput();
  return verdict;
}
