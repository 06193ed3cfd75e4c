// What the contract is made of: behaviours, each with what it comes to from step to step.
import type { StepServer } from "../targets/step-server";
import type { Subject } from "../targets/subject";

/**
 * Something that a server is asked, and the outcome in words. Naive steps are
 * naive on purpose: what they do instead is stated, and asserted, as well.
 */
export type Behaviour = Described & (OnAnyServer | OnItsOwnServers);

interface Described {
  readonly name: string;
  /** The outcome, by the first step for which it holds. */
  readonly outcomes: Readonly<Record<number, string>>;
  /** The subjects for which this means anything: all, unless given. */
  readonly appliesTo?: (subject: Subject) => boolean;
}

interface OnAnyServer {
  /**
   * Comes to the outcome on a server that other behaviours have used before,
   * and will use after. It is this one's alone meanwhile, and may be killed.
   */
  readonly check: (server: StepServer) => Promise<string>;
}

interface OnItsOwnServers {
  /** Comes to the outcome by servers that it starts, in an environment of its own. */
  readonly checkStart: (subject: Subject) => Promise<string>;
}

export interface Expectation {
  readonly outcome: string;
  /** For which steps, as `since step 4`. */
  readonly range: string;
}

/** What the behaviour is to come to at a step; none before its first. */
export function expectationAt(
  { outcomes }: Pick<Behaviour, "outcomes">,
  step: number,
): Expectation | undefined {
  const starts = Object.keys(outcomes).map(Number);
  const since = starts.findLast((start) => start <= step);
  if (since === undefined) return undefined;
  const next = starts.find((start) => start > step);
  return { outcome: outcomes[since] ?? "", range: rangeOf(since, next) };
}

function rangeOf(since: number, next: number | undefined): string {
  if (next !== undefined) return `until step ${next - 1}`;
  return since === 1 ? "every step" : `since step ${since}`;
}
