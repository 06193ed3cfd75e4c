// Code of a file on a slide: cut out as in lessons, with lines to look at one after the other.
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../../servers/host/paths";
import { readText } from "../../../servers/host/read-text";
import { excerpt, excerptOfLines } from "../../lessons/excerpt";
import { highlightedLines, languageOf } from "../../markdown/highlight";
import { element, Markup } from "../../markdown/markup";
import { assertFits, type BlockInput, BlockProblem, letters } from "./block";

/** Of ```` ```ts file=../steps/…/app.ts from="app.use" focus="1-2|5" ```` */
export function codeBlock({ info, folder, text }: BlockInput): Markup {
  const path = info.attributes.get("file");
  if (path === undefined) throw new BlockProblem("is of no file");
  if (text.trim() !== "") throw new BlockProblem(`has ${path} pasted into it`);
  const file = join(folder, path);
  const name = relative(root, file).replaceAll("\\", "/");
  if (name.startsWith("..") || !existsSync(file)) {
    throw new BlockProblem(`shows ${path}, which is not`);
  }
  const code = cut(readText(file), info.attributes, name);
  assertFits(code, name);
  const stages = stagesOf(info.attributes.get("focus"), code, name);
  return element(
    "figure",
    { class: `code ${letters(code)}` },
    element("figcaption", {}, name),
    codeLines(highlightedLines(code, languageOf(name))),
    stages.map((lines) =>
      element("span", { class: "fragment focus", "data-lines": lines }),
    ),
  );
}

/** One element per line, so that single lines can be highlighted. */
export function codeLines(
  lines: readonly string[],
  classOf: (index: number) => string = () => "line",
): Markup {
  const html = lines
    .map((line, index) => `<span class="${classOf(index)}">${line}\n</span>`)
    .join("");
  const code = element("code", { class: "hljs" }, new Markup(html));
  return element("pre", {}, code);
}

function cut(
  text: string,
  attributes: ReadonlyMap<string, string>,
  name: string,
): string {
  const part = { from: attributes.get("from"), to: attributes.get("to") };
  const isScript = /script$/.test(languageOf(name) ?? "");
  const found = isScript ? excerpt(text, part) : excerptOfLines(text, part);
  const lines = attributes.get("lines");
  if (typeof found === "string") return linesOf(found, lines, name);
  throw new BlockProblem(`shows a part of ${name}: ${found.reason}`);
}

/** "1-7" of an excerpt longer than a slide; an ellipsis stands for the rest. */
function linesOf(code: string, wanted: string | undefined, name: string) {
  if (wanted === undefined) return code;
  const all = code.split("\n");
  const [, first = 0, last = 0] = /^(\d+)-(\d+)$/.exec(wanted) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (from < 1 || to > all.length || from > to) {
    throw new BlockProblem(
      `shows lines "${wanted}" of a part of ${name} that has 1 to ${all.length}`,
    );
  }
  const indent = /^ */.exec(all[to] ?? "")?.[0] ?? "";
  const rest = to < all.length ? [`${indent}// …`] : [];
  return [...all.slice(from - 1, to), ...rest].join("\n");
}

/** "1-2|5" are two stages; each is a list of lines that the code has. */
function stagesOf(
  focus: string | undefined,
  code: string,
  name: string,
): string[] {
  if (focus === undefined) return [];
  const { length } = code.split("\n");
  const stages = focus.split("|");
  for (const stage of stages) {
    const numbers = stage.split(/[,-]/).map(Number);
    const fits = /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(stage);
    if (!fits || numbers.some((line) => line < 1 || line > length)) {
      throw new BlockProblem(
        `looks at lines "${stage}" of ${name}, which shows 1 to ${length}`,
      );
    }
  }
  return stages;
}
