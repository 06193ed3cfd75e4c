// Judges answers: was it refused as the client's fault, and what did the refusal tell?

import { hasStackTrace } from "../servers/http/describe-answer";
import type { Message } from "../servers/http/request";
import type { Reply, Target } from "./targets/target";
import { fell, survived, type Verdict } from "./verdict";

export interface Attempt {
  /** What is wrong with it, as in "a body that is null". */
  readonly what: string;
  readonly message: Message;
}

export interface Refusal {
  /** Which refusals are right; any of the client's fault (4xx) unless given. */
  readonly by?: readonly number[];
  /** Whether the refusal must keep the server's inside to itself. */
  readonly discreet?: boolean;
}

/** Survived if each of them is refused, one after another. */
export async function rejectsAll(
  target: Target,
  attempts: readonly Attempt[],
  refusal: Refusal = {},
): Promise<Verdict> {
  const statuses = new Set<number>();
  for (const { what, message } of attempts) {
    const reply = await target.ask(message);
    const fall = fallOf(reply, what, refusal);
    if (fall) return fall;
    if (typeof reply !== "string") statuses.add(reply.status);
  }
  return survived(`refused with ${inWords([...statuses])}`);
}

/** How the server fell by this answer; undefined if it is a right refusal. */
export function fallOf(
  reply: Reply,
  what: string,
  { by, discreet = false }: Refusal = {},
): Verdict | undefined {
  if (reply === "hung") return fell("hung", `no answer to ${what}`);
  if (reply === "no answer") return fell("crashed", `no answer to ${what}`);
  const { status, text } = reply;
  if (discreet && hasStackTrace(text)) {
    return fell("leaked", `${status} with a stack trace for ${what}`);
  }
  const right = by ? by.includes(status) : status >= 400 && status < 500;
  return right ? undefined : fell("wrong answer", `${status} for ${what}`);
}

function inWords(statuses: readonly number[]): string {
  return [...statuses].sort((a, b) => a - b).join(", ");
}
