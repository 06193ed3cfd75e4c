// Asks far more often than one client may: how many get through?
import type { Message } from "../../../servers/http/request";
import type { Reply, Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

/** What the servers of these faults are told to let through in a minute. */
const LIMIT = 20;
const REQUESTS = 120;

export const limited = { RATE_LIMIT: String(LIMIT), WORKERS: "1" };

/**
 * Survived if the most are refused with 429; all of them, where an earlier flood
 * has used the minute up. How exact the limit is, over several processes, is
 * another fault.
 */
export async function refusesFlood(
  target: Target,
  message: (index: number) => Message,
): Promise<Verdict> {
  const replies = await Promise.all(
    Array.from({ length: REQUESTS }, (_, n) =>
      target.askAsStranger(message(n)),
    ),
  );
  if (replies.some((reply) => typeof reply === "string")) {
    return fell("crashed", "some have no answer");
  }
  const passed = replies.filter((reply) => !isRefused(reply)).length;
  const words = `${passed} of ${REQUESTS} got through`;
  if (passed > REQUESTS / 2 || !replies.some(is429)) {
    return fell("wrong answer", words);
  }
  const isWell = (await target.health()) === "well";
  return isWell ? survived(words) : fell("hung", "health checks refused");
}

export function is429(reply: Reply): boolean {
  return typeof reply !== "string" && reply.status === 429;
}

/** Whoever is overloaded may say so before it counts. */
function isRefused(reply: Reply): boolean {
  return is429(reply) || (typeof reply !== "string" && reply.status === 503);
}
