// The one record kind of the catalogue: something that is done to a server, and what must come of it.

import type { Remedy } from "./remedies/remedy";
import type { Need } from "./targets/need";
import type { Subject } from "./targets/subject";
import type { Target } from "./targets/target";
import type { Fall, Verdict } from "./verdict";

export const categories = [
  "input",
  "protocol",
  "identity",
  "concurrency",
  "process",
  "dependencies",
  "capacity",
] as const;
export type Category = (typeof categories)[number];

/** What is expected: words alone, or a verdict with them. */
export type Expected = string | ExpectedVerdict;

export interface ExpectedVerdict {
  readonly verdict: "survived" | "fell";
  /** Of a server that falls; any of them unless given. */
  readonly how?: Fall | readonly Fall[];
  /** What is seen, word for word or as a pattern; anything unless given. */
  readonly observed?: string | RegExp;
}

/** Expected of a fault: that it is survived, and what is seen then. */
export function survives(observed?: string | RegExp): ExpectedVerdict {
  return { verdict: "survived", ...(observed !== undefined && { observed }) };
}

/** Expected of a fault: that the server falls in this way, and what is seen. */
export function fallsBy(
  how: Fall | readonly Fall[],
  observed?: string | RegExp,
): ExpectedVerdict {
  return { verdict: "fell", how, ...(observed !== undefined && { observed }) };
}

/** Expected of a fault: that the server falls, in whatever way. */
export function anyFall(): ExpectedVerdict {
  return { verdict: "fell" };
}

/** The ways in which a step's server is set up; most probes want it plain. */
export type Setup = "plain" | "store on PostgreSQL" | "split" | "nodes";

/**
 * For a probe whose outcome depends on the shared store: on Redis, and on
 * PostgreSQL. What never gets so far comes to the same with either.
 */
export const eitherStore: readonly Setup[] = ["plain", "store on PostgreSQL"];

export interface Probe {
  /** As it is typed, in kebab-case; unique. */
  readonly name: string;
  readonly category: Category;
  /** What is done to the server, in one sentence. */
  readonly does: string;
  /**
   * What comes of it, by the first step for which it holds; it says nothing
   * about earlier steps. Naive steps are naive on purpose: what they do instead
   * is stated, and asserted, as well.
   */
  readonly outcomes: Readonly<Record<number, Expected>>;
  /**
   * What a server does that survives it, in one sentence. With it the probe is
   * a fault, listed by `npm run faults`; its outcomes are verdicts then.
   */
  readonly surviving?: string;
  /** Without these the probe says nothing about a server: it does not apply. */
  readonly needs?: readonly Need[];
  /** Whether it says anything about a server that is set up so: of all, unless given. */
  readonly appliesTo?: (subject: Subject) => boolean;
  /** For a server of its own, started with these settings; undefined: without it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** For a server that reaches what it depends on through proxies, to be hurt. */
  readonly proxied?: boolean;
  /**
   * Whether it ends the server, or harms it, so that no other probe gets it
   * after; some do so only to a server that falls.
   */
  readonly destructive?: boolean | "if it falls";
  /** Whether it mostly waits: then others of that kind are done meanwhile. */
  readonly slow?: boolean;
  /** In which set-ups the tests ask it: `["plain"]` unless given. */
  readonly setups?: readonly Setup[];
  /** Comes to a verdict; or to words alone, where nothing is there to survive. */
  readonly attack: (target: Target) => Promise<Verdict | string>;
}

/** A probe that a server can survive, or fall by. */
export interface Fault extends Probe {
  readonly surviving: string;
  readonly attack: (target: Target) => Promise<Verdict>;
  /**
   * The first step that survives it, as every later one does. So what is
   * claimed can only grow.
   */
  readonly survivedSince: number;
  /** Why servers fall by it, and what to change. */
  readonly remedy?: Remedy | undefined;
}

/** How the set-up of a subject is called. */
export function setupOf({ split, nodes, store }: Subject): Setup {
  if (nodes) return "nodes";
  if (split) return "split";
  return store === "postgres" ? "store on PostgreSQL" : "plain";
}

export interface Expectation {
  readonly expected: Expected;
  /** For which steps, as `since step 4`. */
  readonly range: string;
}

/** What the probe is to come to at a step; undefined before its first. */
export function expectationAt(
  { outcomes }: Pick<Probe, "outcomes">,
  step: number,
): Expectation | undefined {
  const starts = Object.keys(outcomes).map(Number);
  const since = starts.findLast((start) => start <= step);
  const expected = since === undefined ? undefined : outcomes[since];
  if (since === undefined || expected === undefined) return undefined;
  const next = starts.find((start) => start > step);
  return { expected, range: rangeOf(since, next) };
}

function rangeOf(since: number, next: number | undefined): string {
  if (next !== undefined) return `until step ${next - 1}`;
  return since === 1 ? "every step" : `since step ${since}`;
}

/** The first step of which, and of all that follow, survival is expected. */
export function survivedSince({ outcomes }: Pick<Probe, "outcomes">): number {
  const steps = Object.entries(outcomes);
  const lastFall = steps.findLastIndex(([, expected]) => !isSurvival(expected));
  const [since] = steps[lastFall + 1] ?? [];
  return since === undefined ? Number.POSITIVE_INFINITY : Number(since);
}

function isSurvival(expected: Expected): boolean {
  return typeof expected !== "string" && expected.verdict === "survived";
}
