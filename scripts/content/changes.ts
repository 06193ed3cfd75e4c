// What a step changed in a file of its server, as lines: for slides and for lessons.
import { structuredPatch } from "diff";
import { type Step, steps } from "../../steps/steps";
import { serverOfStep } from "../eject/server";
import { type Cut, excerpt, type NoExcerpt } from "./lessons/excerpt";

export interface ChangedLine {
  /** `gap`: an ellipsis, where lines that stayed are left out. */
  readonly kind: "ins" | "del" | "gap" | "same";
  readonly line: string;
}

export function stepBefore(step: Step): Step | undefined {
  return steps[steps.indexOf(step) - 1];
}

/**
 * The lines that changed, each with the one before and behind it. Of a whole
 * file without imports: what is used says more than where it is from.
 *
 * @param path `src/app.ts`
 * @param cut the statement, or statements, of the file that are compared
 */
export function changedLines(
  from: Step,
  to: Step,
  path: string,
  cut: Cut = {},
): ChangedLine[] | NoExcerpt {
  const texts: string[] = [];
  for (const step of [from, to]) {
    const file = serverOfStep(step).files.find((each) => each.path === path);
    if (!file) return { reason: `step ${step.number} has no such file` };
    const text = cut.from ? excerpt(file.text, cut) : withoutImports(file.text);
    if (typeof text !== "string") return text;
    texts.push(text);
  }
  const [before = "", after = ""] = texts;
  return linesBetween(before, after);
}

function linesBetween(before: string, after: string): ChangedLine[] {
  const options = { context: 1 };
  const { hunks } = structuredPatch("", "", before, after, "", "", options);
  return hunks.flatMap((hunk, index): ChangedLine[] => {
    const lines = withoutEmptyEdges(hunk.lines)
      .filter((line) => !line.startsWith("\\"))
      .map((line) => ({ kind: kindOf(line), line: line.slice(1) }));
    return index === 0 ? lines : [{ kind: "gap", line: "…" }, ...lines];
  });
}

/** An empty line that stayed says nothing beside an ellipsis. */
function withoutEmptyEdges(lines: readonly string[]): readonly string[] {
  const isEmpty = (line: string) => line === " ";
  const first = lines.findIndex((line) => !isEmpty(line));
  return lines.slice(first, lines.findLastIndex((line) => !isEmpty(line)) + 1);
}

function kindOf(line: string): ChangedLine["kind"] {
  if (line.startsWith("+")) return "ins";
  return line.startsWith("-") ? "del" : "same";
}

/** Nor the sentence that the file opens with. */
function withoutImports(text: string): string {
  return text
    .replace(/^(\/\/.*\n)+/, "")
    .replaceAll(/^import [^;]*;\n/gm, "")
    .trim();
}

const marks = { ins: "+", del: "-", gap: "", same: " " } as const;

/** As the language `diff` is written: a mark before each line. */
export function asDiff(lines: readonly ChangedLine[]): string {
  return lines
    .map(({ kind, line }) => `${marks[kind]}${line}`.trimEnd())
    .join("\n");
}
