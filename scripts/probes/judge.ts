// Judges responses: was the request refused as the client's fault, and what did the refusal tell?
import { z } from "zod";
import { describeAnswer, hasStackTrace } from "../servers/http/describe-answer";
import type { Answer } from "../servers/http/request";
import type { Attempt } from "./attempts";
import type { Reply, Target } from "./targets/target";
import { countUsers } from "./targets/users";
import { fell, survived, type Verdict } from "./verdict";

export interface Refusal {
  /** Which refusals are right; any of the client's fault (4xx) unless given. */
  readonly by?: readonly number[];
  /** Whether the refusal must keep the server's inside to itself. */
  readonly discreet?: boolean;
  /** Whether the refusal must be JSON. */
  readonly json?: boolean;
}

/** Survived if each of them is refused, one after another. */
export async function rejectsAll(
  target: Target,
  attempts: readonly Attempt[],
  refusal: Refusal = {},
): Promise<Verdict> {
  const refused = new Set<string>();
  for (const attempt of attempts) {
    const reply = await send(target, attempt);
    const fall = fallOf(reply, attempt.what, refusal);
    if (fall) return fall;
    refused.add(inWords(reply));
  }
  return survived(`refused with ${list(refused)}`);
}

/**
 * As above, and tells of each attempt, not of the first that is not refused. A
 * server that dies of one is started again for the next.
 */
export async function rejectsEach(
  target: Target,
  attempts: readonly Attempt[],
  refusal: Refusal = {},
): Promise<Verdict> {
  if (!target.has("process")) return rejectsAll(target, attempts, refusal);
  const refused = new Set<string>();
  const fallen = new Map<string, { reply: Reply; by: string[] }>();
  for (const [index, attempt] of attempts.entries()) {
    const reply = await send(target, attempt);
    const fall = fallOf(reply, attempt.what, refusal);
    if (reply === "hung" && fall) return fall;
    if (!fall) {
      refused.add(inWords(reply));
      continue;
    }
    const fate = reply === "no answer" ? await target.server.fate() : "";
    const isLast = index === attempts.length - 1;
    if (fate.startsWith("dies") && !isLast) await target.server.restart();
    const key = `${inWords(reply)} ${fate}`;
    const { by } = fallen.get(key) ?? { by: [] };
    fallen.set(key, { reply, by: [...by, attempt.what] });
  }
  const falls = [...fallen.values()].flatMap(
    ({ reply, by }) => fallOf(reply, list(by), refusal) ?? [],
  );
  const [first] = falls;
  if (first?.verdict !== "fell") {
    return survived(`refused with ${list(refused)}`);
  }
  return fell(first.how, falls.map(({ observed }) => observed).join("; "));
}

/** How the server fell by this response; undefined if it is a right refusal. */
export function fallOf(
  reply: Reply,
  what: string,
  { by, discreet = false, json = false }: Refusal = {},
): Verdict | undefined {
  if (typeof reply === "string") return silence(reply, what);
  const { status, headers, text } = reply;
  const words = `${inWords(reply)} for ${what}`;
  if (discreet && hasStackTrace(text)) return fell("leaked", words);
  const isRight = by ? by.includes(status) : status >= 400 && status < 500;
  const isReadable = !json || /\bjson\b/.test(headers["content-type"] ?? "");
  return isRight && isReadable ? undefined : fell("wrong answer", words);
}

/** How the server fell that sent no response. */
export function silence(reply: Extract<Reply, string>, what: string): Verdict {
  return fell(reply === "hung" ? "hung" : "crashed", `no answer to ${what}`);
}

/**
 * `400 problem invalid_request (name, email)`, `404 html`. Problem details that
 * are not as the workshop's steps write them are only called a problem.
 */
export function inWords(reply: Reply): string {
  if (typeof reply === "string") return reply;
  const words = describeAnswer(reply).replace(/broken: .*/s, "problem");
  return `${words.replace(/ nothing\b/, "")}${wrongFields(reply)}`;
}

const WithFields = z.object({
  errors: z.array(z.object({ field: z.string() })),
});

function wrongFields({ headers, text }: Answer): string {
  if (!headers["content-type"]?.includes("json")) return "";
  const { data } = WithFields.safeParse(JSON.parse(text));
  // A body that is no object is wrong as a whole: its field has no name.
  const names = new Set(data?.errors.map(({ field }) => field || "the body"));
  return names.size > 0 ? ` (${list(names)})` : "";
}

/**
 * The verdict, and how many users more there are than before; what was refused
 * must not be stored. Of servers that have no report nobody knows.
 */
export async function countingUsers(
  target: Target,
  attack: () => Promise<Verdict>,
): Promise<Verdict> {
  if (!target.has("report")) return attack();
  const before = await countUsers(target);
  const verdict = await attack();
  const isOver = verdict.verdict === "fell" && verdict.how !== "wrong answer";
  if (isOver) return verdict;
  const more = (await countUsers(target)) - before;
  const observed = `${verdict.observed}, and ${usersMore(more)}`;
  return verdict.verdict === "survived" && more > 0
    ? fell("wrong answer", observed)
    : { ...verdict, observed };
}

export function usersMore(count: number): string {
  return `${count} ${count === 1 ? "user" : "users"} more`;
}

function send(target: Target, { message, inOnePiece }: Attempt) {
  return inOnePiece ? target.askInOnePiece(message) : target.ask(message);
}

function list(words: Iterable<string>): string {
  return [...words].join(", ");
}
