// What changed since another step: the list of files, or one file's patch.
import { type Step, steps } from "../../../../steps/steps";
import { compare, type FileChange } from "../../../eject/compare";
import { serverOfStep } from "../../../eject/server";
import { changedLines, stepBefore } from "../../changes";
import { highlightedLines, languageOf } from "../../markdown/highlight";
import { element, type Markup } from "../../markdown/markup";
import { assertFits, type BlockInput, BlockProblem } from "./block";
import { codeLines } from "./code-block";

/** Of ```` ```changes ````, and of `changes file=src/app.ts`; `from=` another step. */
export function changesBlock({ info, step }: BlockInput): Markup {
  const since = info.attributes.get("from");
  const from = since
    ? steps.find(({ number }) => number === Number(since))
    : step && stepBefore(step);
  if (!step || !from) throw new BlockProblem("has no two steps to compare");
  const file = info.attributes.get("file");
  return file === undefined
    ? fileList(changesBetween(from, step), from)
    : patch(from, step, file);
}

function changesBetween(from: Step, to: Step): FileChange[] {
  return compare(serverOfStep(from).files, serverOfStep(to).files);
}

function fileList(changes: readonly FileChange[], from: Step): Markup {
  const differing = changes.filter(({ status }) => status !== "same");
  const shown = differing.slice(0, 14);
  const left = differing.length - shown.length;
  const same = changes.length - differing.length;
  const rows = shown.map((change) =>
    element(
      "li",
      { class: change.status },
      element("code", {}, change.path.replace(/^src\//, "")),
      element("span", {}, words[change.status]),
      element("span", { class: "lines" }, lines(change)),
    ),
  );
  return element(
    "div",
    { class: "changes" },
    element("ul", {}, rows),
    element(
      "p",
      { class: "soft" },
      [
        left > 0 ? `${left} more; ` : "",
        same === 1
          ? `One file is as it was in step ${from.number}.`
          : `${same} files are as they were in step ${from.number}.`,
      ].join(""),
    ),
  );
}

const words = {
  added: "new",
  changed: "changed",
  replaced: "replaced",
  removed: "gone",
  same: "same",
} as const;

function lines({ linesAdded, linesRemoved }: FileChange): string {
  return [
    linesAdded > 0 ? `+${linesAdded}` : "",
    linesRemoved > 0 ? `−${linesRemoved}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function patch(from: Step, to: Step, path: string): Markup {
  const rows = changedLines(from, to, path);
  if ("reason" in rows) {
    throw new BlockProblem(`compares ${path}: ${rows.reason}`);
  }
  const text = rows.map(({ line }) => line).join("\n");
  assertFits(text, `the changes of ${path}`);
  const coloured = highlightedLines(text, languageOf(path));
  return element(
    "figure",
    { class: "code patch" },
    element(
      "figcaption",
      {},
      `${path}, step ${from.number} → step ${to.number}, without imports`,
    ),
    codeLines(coloured, (index) => `line ${rows[index]?.kind ?? ""}`),
  );
}
