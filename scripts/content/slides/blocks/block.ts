// What a block on a slide may know, and how it says that it cannot be shown.

import type { Step } from "../../../../steps/steps";
import type { InfoString } from "../../markdown/fence";

export interface BlockContext {
  /** The folder that paths are relative to. */
  readonly folder: string;
  readonly step: Step | undefined;
}

export interface BlockInput extends BlockContext {
  readonly info: InfoString;
  readonly text: string;
}

/** What is wrong with a block, as a sentence's end: "shows app.ts, which is not". */
export class BlockProblem extends Error {
  override readonly name = "BlockProblem";
}

/** What is readable at projector size: columns of a line, lines of a slide. */
const limits = { columns: 80, lines: 17 } as const;

/** A terminal may be wider, in smaller letters: viewers skim commands. */
export const terminalColumns = 100;

/** @throws BlockProblem for code that the slide has no room for. */
export function assertFits(
  code: string,
  what: string,
  columns: number = limits.columns,
): void {
  const lines = code.split("\n");
  const widest = Math.max(...lines.map((line) => line.length));
  if (widest > columns) {
    throw new BlockProblem(
      `shows ${what}, ${widest} columns wide; there is room for ${columns}`,
    );
  }
  if (lines.length > limits.lines) {
    throw new BlockProblem(
      `shows ${what}, ${lines.length} lines long; there is room for ${limits.lines}`,
    );
  }
}

/** How large a text of few or of wide lines can be written: a class. */
export function letters(text: string): "large" | "medium" | "small" {
  const lines = text.split("\n");
  const widest = Math.max(...lines.map(({ length }) => length));
  if (widest > limits.columns) return "small";
  return lines.length <= 12 && widest <= 72 ? "large" : "medium";
}
