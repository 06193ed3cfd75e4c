// Checks that both sides respond alike, before anything is timed.
import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../servers/host/user-error";
import type { Change } from "../contrasts/planned-contrast";
import { RequestKind } from "../generator/plan";
import {
  RequestSource,
  type SourcedRequest,
} from "../generator/request-source";
import type { ExplainedDifference } from "../results/results-file";
import type { KindInput } from "../workloads/workload";

/** What of an answer is compared. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Parsed, where it is JSON; else as text. */
  readonly body: unknown;
}

export interface EquivalenceOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Members of JSON answers that may differ. */
  readonly volatile: readonly string[];
  readonly changes: readonly Change[];
  /** A server with data of its own: its bodies and headers are not compared. */
  readonly shapeOnly: boolean;
}

interface SideUrl {
  readonly name: string;
  readonly url: string;
}

/**
 * Sends the first request of each kind to both sides, and returns the
 * differences that a declaration explains.
 *
 * @throws UserError (1) for the first difference that none explains, and for a
 * side that does not answer.
 */
export async function checkEquivalence(
  a: SideUrl,
  b: SideUrl,
  kinds: readonly KindInput[],
  options: EquivalenceOptions,
): Promise<ExplainedDifference[]> {
  const explained = new Map<string, string>();
  for (const input of kinds) {
    const kind = RequestKind.parse(input);
    const request = new RequestSource([kind], 1).next();
    const what = `${request.method} ${request.path}`;
    const [one, other] = [
      await ask(a, request, options),
      await ask(b, request, options),
    ];
    for (const [side, answer] of [
      [a, one],
      [b, other],
    ] as const) {
      if (kind.expect.includes(answer.status)) continue;
      throw new UserError(
        `${side.name} answers ${what} with ${answer.status}: no figure.`,
        1,
      );
    }
    for (const { name, words } of differences(one, other, options)) {
      const why = whyOf(name, options.changes);
      if (why === undefined) {
        throw new UserError(
          `${b.name} answers ${what} otherwise than ${a.name}, and nothing explains it: ${words}.`,
          1,
        );
      }
      explained.set(name, why);
    }
  }
  return [...explained].map(([difference, why]) => ({ difference, why }));
}

export interface Difference {
  /** As declarations name it: "status", "header etag", "body". */
  readonly name: string;
  readonly words: string;
}

export function differences(
  a: Answer,
  b: Answer,
  { volatile, shapeOnly }: Pick<EquivalenceOptions, "volatile" | "shapeOnly">,
): Difference[] {
  const found: Difference[] = [];
  const differ = (name: string, one: unknown, other: unknown): void => {
    found.push({ name, words: `${name}: ${show(one)} against ${show(other)}` });
  };
  if (a.status !== b.status) differ("status", a.status, b.status);
  const [one, other] = [a, b].map(({ body }) => without(volatile, body));
  if (!shapeOnly && !isDeepStrictEqual(one, other)) differ("body", one, other);
  const names = shapeOnly
    ? ["content-type"]
    : new Set([...a.headers.keys(), ...b.headers.keys()]);
  for (const name of names) {
    const [mine, yours] = [a.headers.get(name), b.headers.get(name)];
    const bothThere = mine !== undefined && yours !== undefined;
    if (mine === yours || (bothThere && ownValue.has(name))) continue;
    differ(`header ${name}`, mine, yours);
  }
  return found;
}

/** Whose values differ between any two answers, or come from the body. */
const ownValue = new Set([
  "content-length",
  "etag",
  "date",
  "keep-alive",
  "ratelimit",
  "ratelimit-policy",
  "x-request-id",
]);

function whyOf(name: string, changes: readonly Change[]): string | undefined {
  return changes.find(({ differences }) => differences.includes(name))?.why;
}

async function ask(
  { name, url }: SideUrl,
  request: SourcedRequest,
  { headers }: EquivalenceOptions,
): Promise<Answer> {
  try {
    const response = await fetch(new URL(request.path, url), {
      method: request.method,
      headers: {
        ...(request.body !== undefined && {
          "content-type": "application/json",
        }),
        ...headers,
        ...request.headers,
      },
      body: request.body,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: new Map(response.headers),
      body: parsed(text),
    };
  } catch {
    throw new UserError(`${name} does not answer at ${url}.`, 1);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function without(volatile: readonly string[], body: unknown): unknown {
  const text = JSON.stringify(body, (key, value: unknown) =>
    volatile.includes(key) ? undefined : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === undefined) return "none";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
