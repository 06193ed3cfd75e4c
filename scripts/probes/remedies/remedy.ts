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
  /** The step whose lesson explains it: the first that survives, unless given. */
  readonly lesson?: number;
}

export type Remedies = Readonly<Record<string, Remedy>>;

/** The reasons, by how a server falls; "else" is for the other ways. */
export type Reasons = Readonly<Partial<Record<Fall | "else", string>>>;

export function reasonsOf({ why }: Remedy): Reasons {
  return typeof why === "string" ? { else: why } : why;
}

/** Of a fall that was seen. */
export function reasonFor(remedy: Remedy, how: Fall): string {
  const reasons = reasonsOf(remedy);
  return reasons[how] ?? reasons.else ?? "";
}

/** What ends any Node process, whichever request it was. */
export const uncaught =
  "An error that nothing catches ends a Node process: one thrown in a callback or an event listener, or a rejected promise without a handler. All other requests of that process end with it.";

export const stackShown =
  "Express's built-in error handler sends err.stack to the client, unless NODE_ENV is production.";
