// What changed since another step: the list of files, or one file's patch.
import { structuredPatch } from "diff";
import { type Step, steps } from "../../../../steps/steps";
import { compare, type FileChange } from "../../../eject/compare";
import { serverOfStep } from "../../../eject/server";
import { highlightedLines, languageOf } from "../../markdown/highlight";
import { element, type Markup } from "../../markdown/markup";
import { assertFits, type BlockInput, BlockProblem } from "./block";
import { codeLines } from "./code-block";

/** Of ```` ```changes ````, and of `changes file=src/app.ts`; `from=` another step. */
export function changesBlock({ info, step }: BlockInput): Markup {
  const since = info.attributes.get("from");
  const from = since
    ? steps.find(({ number }) => number === Number(since))
    : step && steps[steps.indexOf(step) - 1];
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

/** Without imports: what is used says more than where it is from. */
function patch(from: Step, to: Step, path: string): Markup {
  const [before, after] = [from, to].map((step) =>
    serverOfStep(step).files.find((file) => file.path === path),
  );
  if (!before || !after) {
    throw new BlockProblem(
      `compares ${path}, which steps ${from.number} and ${to.number} do not both have`,
    );
  }
  const rows = rowsOf(withoutImports(before.text), withoutImports(after.text));
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
    codeLines(coloured, (index) => `line ${rows[index]?.kind ?? ""}`.trim()),
  );
}

interface Row {
  readonly kind: "ins" | "del" | "gap" | "";
  readonly line: string;
}

function rowsOf(before: string, after: string): Row[] {
  const options = { context: 1 };
  const { hunks } = structuredPatch("", "", before, after, "", "", options);
  return hunks.flatMap((hunk, index): Row[] => {
    const rows = hunk.lines
      .filter((line) => !line.startsWith("\\"))
      .map((line): Row => ({ kind: kindOf(line), line: line.slice(1) }));
    return index === 0 ? rows : [{ kind: "gap", line: "…" }, ...rows];
  });
}

function kindOf(line: string): Row["kind"] {
  if (line.startsWith("+")) return "ins";
  return line.startsWith("-") ? "del" : "";
}

/** Nor the sentence that the file opens with. */
function withoutImports(text: string): string {
  return text
    .replace(/^(\/\/.*\n)+/, "")
    .replaceAll(/^import [^;]*;\n/gm, "")
    .trim();
}
