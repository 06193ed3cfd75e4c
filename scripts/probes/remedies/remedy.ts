// Why a server falls by a fault, and the smallest change with which it survives.
import type { Fall } from "../verdict";

/** One reason for every fall; or one for each kind, and one for the rest. */
type Why =
  | string
  | (Readonly<Partial<Record<Fall, string>>> & { else: string });

export interface Remedy {
  /** In the terms of Node and Express. */
  readonly why: Why;
  /** The smallest change that survives it. */
  readonly change: string;
  /** The same for a server that crashed; else to catch the error, and that. */
  readonly changeWhenCrashed?: string;
  /** The step whose lesson explains it: the first that survives, unless given. */
  readonly lesson?: number;
}

export type Remedies = Readonly<Record<string, Remedy>>;

/** The reasons, by how a server falls; "else" is for the other ways. */
export type Reasons = Readonly<Partial<Record<Fall | "else", string>>>;

export function reasonsOf({ why }: Remedy): Reasons {
  return typeof why === "string" ? { else: why } : why;
}

/** A fall that was seen. */
interface Seen {
  readonly how: Fall;
  readonly observed: string;
}

/** Why it was, and what to change: a crash wants to be caught before all else. */
export function explain(
  remedy: Remedy,
  { how, observed }: Seen,
): { readonly why: string; readonly change: string } {
  const reasons = reasonsOf(remedy);
  const why = reasons[how] ?? reasons.else ?? "";
  const { change } = remedy;
  if (how !== "crashed" || !why.includes(uncaught)) return { why, change };
  const isEnd = /is gone|ends (with|by)|dies|answers nobody/.test(observed);
  return {
    why: isEnd ? why : `${cutOff} ${why}`,
    change: remedy.changeWhenCrashed ?? `${catchIt} Then: ${change}`,
  };
}

/** Remedies of faults by which servers mostly crash by an error of their own. */
export function orUncaught(remedies: Remedies): Remedies {
  return Object.fromEntries(
    Object.entries(remedies).map(([name, remedy]) => {
      const reasons = { crashed: uncaught, ...reasonsOf(remedy) };
      const why = { ...reasons, else: reasons.else ?? "" };
      return [name, { ...remedy, why }];
    }),
  );
}

/** What ends any Node process, whichever request it was. */
export const uncaught =
  "An error that nothing catches ends a Node process: one thrown in a callback or an event listener, or a rejected promise, as of an async handler in Express 4. All other requests end with it.";

export const catchIt =
  "Catch it: Express 5 hands what an async handler throws to the error handler; in a callback or a listener it takes a try … catch.";

export const stackShown =
  "Express's built-in error handler sends err.stack to the client, unless NODE_ENV is production.";

const cutOff =
  "The connection was cut, and the server answers again: either something destroyed the socket, or the process ended and another took its place.";
