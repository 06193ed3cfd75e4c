// What the search looks through: sections of lessons and exercises, and the jobs of files.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { headingsIn } from "../../content/markdown/markdown";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { headerOf } from "../../eject/modules";
import { exerciseOf, readmeOf } from "../../exercises/exercise";
import { root, stepDirectory } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";
import { filesUnder } from "../../servers/host/visible-files";
import { exerciseUrl, lessonUrl } from "../urls";

export interface Found {
  readonly url: string;
  /** Of the page. */
  readonly title: string;
  /** Of the section in it; empty for what stands above the first. */
  readonly heading: string;
  readonly text: string;
}

/** Everything, in the order of the steps; the same list while no file changes. */
export function documents(): readonly Found[] {
  return collected(join(root, "steps", "steps.ts"));
}

const collected = memoizeByMtime<readonly Found[]>(
  () =>
    steps.flatMap((step) => [
      ...lesson(step),
      ...exercise(step),
      ...filesOf(step),
    ]),
  () =>
    steps.flatMap((step) => [
      join(stepDirectory(step), "README.md"),
      join(exerciseOf(step).folder, "README.md"),
      ...sourceFiles(step).map((name) => join(stepDirectory(step), name)),
    ]),
);

function lesson(step: Step): Found[] {
  const file = join(stepDirectory(step), "README.md");
  if (!existsSync(file)) return [];
  const text = readText(file);
  const title = `Step ${step.number}: ${step.title}`;
  return sections(`${step.idea}\n\n${text}`, title, lessonUrl(step));
}

function exercise(step: Step): Found[] {
  // Hints are no answer to a search.
  const [task = ""] = readmeOf(exerciseOf(step)).split(/^## Hints/m);
  const title = `Exercise ${step.number}: ${step.exercise}`;
  return sections(task, title, exerciseUrl(step));
}

function sections(text: string, title: string, url: string): Found[] {
  const [top = "", ...parts] = text.split(/^## .*$/m);
  const named = headingsIn(text).filter(({ level }) => level === 2);
  return [
    { url, title, heading: "", text: plain(top.replace(/^# .*$/m, "")) },
    ...parts.map((part, index) => ({
      url: `${url}#${named[index]?.id ?? ""}`,
      title,
      heading: named[index]?.text ?? "",
      text: plain(part),
    })),
  ];
}

function filesOf(step: Step): Found[] {
  return sourceFiles(step).map((name) => ({
    url: `/steps/${directoryName(step)}/${name}`,
    title: `steps/${directoryName(step)}/${name}`,
    heading: "",
    text: headerOf(readFileSync(join(stepDirectory(step), name), "utf8")),
  }));
}

function sourceFiles(step: Step): string[] {
  return filesUnder(stepDirectory(step)).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
}

/** Markdown without its marks, on one line. */
function plain(text: string): string {
  return text
    .replaceAll(/^```.*$/gm, "")
    .replaceAll(/^\s*\/?\*+\/?|^\s*\/\//gm, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*#|]|\b_|_\b/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
