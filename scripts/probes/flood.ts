// Asks far more often than one client may, and counts how many requests pass.
import { describeRefusal } from "../servers/http/describe-answer";
import type { Answer, Message, Outcome } from "../servers/http/request";
import type { Reply, Target } from "./targets/target";
import { fell, survived, type Verdict } from "./verdict";

/**
 * All at once. Survived if most of them are refused with 429, or all of them,
 * where an earlier flood has used the minute up. How exact the limit is, over
 * several processes, is another fault.
 */
export async function refusesFlood(
  target: Target,
  requests: number,
  message: (index: number) => Message,
): Promise<Verdict> {
  const replies = await Promise.all(
    Array.from({ length: requests }, (_, n) =>
      target.askAsStranger(message(n)),
    ),
  );
  const answers = replies.filter((reply): reply is Answer => !isSilent(reply));
  if (answers.length < requests) return fell("crashed", "some have no answer");
  const error = answers.find(({ status }) => status >= 500 && status !== 503);
  if (error) return fell("wrong answer", describeRefusal(error));
  const refused = answers.filter(isRefused);
  const passed = requests - refused.length;
  const words = [
    `${passed} of ${requests} pass`,
    ...[...new Set(refused.map(describeRefusal))].map((it) => `the rest ${it}`),
  ].join(", ");
  if (passed > requests / 2 || !answers.some(is429)) {
    return fell("wrong answer", words);
  }
  const isWell = (await target.health()) === "well";
  return isWell ? survived(words) : fell("hung", "health checks refused");
}

/** How many of so many requests, all at once, are answered with 200. */
export async function countPassed(
  requests: number,
  send: (index: number) => Promise<Outcome>,
): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: requests }, (_, index) => send(index)),
  );
  return answers.filter((answer) => answer?.status === 200).length;
}

export function is429(reply: Reply | undefined): boolean {
  return typeof reply === "object" && reply.status === 429;
}

/** A server that is overloaded may refuse a request before it counts it. */
function isRefused(answer: Answer): boolean {
  return is429(answer) || answer.status === 503;
}

function isSilent(reply: Reply): boolean {
  return typeof reply === "string";
}
