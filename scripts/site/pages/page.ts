// What a page says of itself, whatever stands around it.
import type { Child } from "../../content/markdown/markup";

export interface Page {
  readonly title: string;
  readonly main: Child;
  /** What stands beside the main part where there is room for it. */
  readonly aside?: Child;
  /** Widens the main part, for code and for tables. */
  readonly wide?: boolean;
  /** Where the reader is, so that the way around can show it. */
  readonly step?: number;
  readonly section?: Section;
  /** What was looked for, if this is a page of findings. */
  readonly query?: string;
  /** The beginnings of the files' names that the page is made from. */
  readonly madeFrom?: readonly string[];
}

export type Section =
  | "steps"
  | "compare"
  | "results"
  | "faults"
  | "profiles"
  | "slides";
