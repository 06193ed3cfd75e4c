// What the search looks through: sections of lessons and exercises, and the jobs of files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { renderMarkdown } from "../../content/markdown/markdown";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { headerOf } from "../../eject/modules";
import { exerciseOf, filesUnder, readmeOf } from "../../exercises/exercise";
import { stepDirectory } from "../../servers/host/paths";
import { exerciseUrl, lessonUrl } from "../urls";

export interface Found {
  readonly url: string;
  /** Of the page. */
  readonly title: string;
  /** Of the section in it; empty for what stands above the first. */
  readonly heading: string;
  readonly text: string;
}

/** Everything, in the order of the steps. */
export function documents(): Found[] {
  return steps.flatMap((step) => [
    ...lesson(step),
    ...exercise(step),
    ...filesOf(step),
  ]);
}

const readText = memoizeByMtime((file) => readFileSync(file, "utf8"));

function lesson(step: Step): Found[] {
  const [file = ""] = filesUnder(stepDirectory(step))
    .filter((name) => name === "README.md")
    .map((name) => join(stepDirectory(step), name));
  if (file === "") return [];
  const title = `Step ${step.number}: ${step.title}`;
  return sections(`${step.idea}\n\n${readText(file)}`, title, lessonUrl(step));
}

function exercise(step: Step): Found[] {
  // Hints are no answer to a search.
  const [task = ""] = readmeOf(exerciseOf(step)).split(/^## Hints/m);
  const title = `Exercise ${step.number}: ${step.exercise}`;
  return sections(task, title, exerciseUrl(step));
}

function sections(text: string, title: string, url: string): Found[] {
  const { headings } = renderedOnce(text);
  const [top = "", ...parts] = text.split(/^## .*$/m);
  const named = headings.filter(({ level }) => level === 2);
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

const rendered = new Map<string, ReturnType<typeof renderMarkdown>>();

function renderedOnce(text: string): ReturnType<typeof renderMarkdown> {
  const found = rendered.get(text) ?? renderMarkdown(text);
  if (rendered.size > 100) rendered.clear();
  rendered.set(text, found);
  return found;
}

function filesOf(step: Step): Found[] {
  const folder = stepDirectory(step);
  return filesUnder(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => ({
      url: `/steps/${directoryName(step)}/${name}`,
      title: `steps/${directoryName(step)}/${name}`,
      heading: "",
      text: headerOf(readText(join(folder, name))),
    }));
}

/** Markdown without its marks, on one line. */
function plain(text: string): string {
  return text
    .replaceAll(/^```.*$/gm, "")
    .replaceAll(/^\s*\/?\*+\/?|^\s*\/\//gm, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*_#|]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
