// What a fault is: something that happens to servers in the wild, and what surviving it means.
import type { Need } from "./target/need";
import type { Target } from "./target/target";
import type { Verdict } from "./verdict";

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

export interface Fault {
  /** As it is typed, in kebab-case. */
  readonly name: string;
  readonly category: Category;
  /** What is done to the server, in one sentence. */
  readonly does: string;
  /** What a server does that survives it, in one sentence. */
  readonly surviving: string;
  /**
   * The step that fixes it: this one and every later one claim to survive it,
   * and no earlier one does. So what is claimed can only grow.
   */
  readonly survivedSince: number;
  /** Without these the fault says nothing about a server: it does not apply. */
  readonly needs?: readonly Need[];
  /** For a server of its own, started with these settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** For a server that reaches what it depends on through proxies, to be hurt. */
  readonly proxied?: boolean;
  /**
   * Whether it ends the server, or maims it, so that nobody gets it after and
   * nothing is asked of it; some do so to a server that falls.
   */
  readonly ends?: boolean | "if it falls";
  /** Whether it mostly waits: then others of that kind are done meanwhile. */
  readonly waits?: boolean;
  readonly attack: (target: Target) => Promise<Verdict>;
}
