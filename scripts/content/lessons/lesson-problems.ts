// Finds what a lesson may not contain, without running any of it.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";
import {
  commandsIn,
  parseInfo,
  serverView,
  startsWithPrompt,
} from "../markdown/fence";
import { headingsIn } from "../markdown/markdown";
import { curlProblems } from "./curl-problems";
import { includeProblems, isIncluded } from "./included-code";
import { productionProblems } from "./production-section";
import type { Block, Lesson } from "./read-lesson";
import { wholeServerProblems } from "./whole-server-problems";

/** One line for each, which begins with the place. */
export function lessonProblems(lesson: Lesson): string[] {
  return [
    ...lesson.blocks.flatMap((block) => blockProblems(block, lesson)),
    ...includeProblems(lesson),
    ...linkProblems(lesson),
    ...commandProblems(lesson),
    ...pipeProblems(lesson),
    ...curlProblems(lesson),
    ...productionProblems(lesson),
    ...wholeServerProblems(lesson),
    ...lesson.html.map(({ line }) => `${lesson.name}:${line} is HTML`),
  ];
}

/** Whether a block is run: a console, or what a server's terminal shows. */
export function isConsole({ info }: Block): boolean {
  return parseInfo(info).language === "console";
}

/** Nothing is pasted: code comes from a file, output from a command. */
function blockProblems(block: Block, { name }: Lesson): string[] {
  const place = `${name}:${block.line}`;
  if (block.isNested) return [`${place} stands inside a list or a quotation`];
  if (isConsole(block) && !serverView(block) && !startsWithPrompt(block)) {
    return [`${place} is output of no command`];
  }
  if (block.isFenced && (isIncluded(block) || isConsole(block))) return [];
  return [`${place} is neither included from a file nor a console`];
}

function linkProblems({ file, name, links, text: own }: Lesson): string[] {
  return links
    .filter(({ text }) => !/^(https?:|mailto:)/.test(text))
    .flatMap(({ text, line }) => {
      const [path = "", fragment] = text.split("#");
      const target = path === "" ? file : fileOfPage(join(dirname(file), path));
      const place = `${name}:${line} links to ${text}`;
      if (!existsSync(target)) return [`${place}, which is not`];
      if (fragment === undefined) return [];
      const shown = path === "" ? own : readText(target);
      return hasFragment(target, shown, fragment)
        ? []
        : [`${place}, and there is no #${fragment}`];
    });
}

/** A folder shows its README. */
function fileOfPage(path: string): string {
  const readme = join(path, "README.md");
  return existsSync(readme) ? readme : path;
}

/** Of a Markdown text the ids of its headings, but its title; else lines. */
function hasFragment(file: string, text: string, fragment: string): boolean {
  if (file.endsWith(".md")) {
    const body = text.replace(/^# .*\n/, "");
    return headingsIn(body).some(({ id }) => id === fragment);
  }
  const [, line] = /^L(\d+)$/.exec(fragment) ?? [];
  return Number(line) <= text.trimEnd().split("\n").length;
}

/**
 * `tee` would share its output with Node's standard error, which Node makes
 * non-blocking: GNU tee 9.1 then gives up as soon as its reader is slow.
 */
function pipeProblems({ name, blocks }: Lesson): string[] {
  return blocks
    .filter(isConsole)
    .flatMap(commandsIn)
    .filter(({ typed }) => /^npm run step\b[^|]*(?<!2>&1 )\|/.test(typed))
    .map(({ line }) => `${name}:${line} pipes a server without 2>&1`);
}

/** Commands in the prose are not run, so at least their scripts must exist. */
export function commandProblems({
  name,
  inlineCode,
}: Pick<Lesson, "name" | "inlineCode">): string[] {
  const scripts = scriptNames();
  return inlineCode.flatMap(({ text, line }) => {
    const script = scriptOf(text);
    if (script === undefined || scripts.has(script)) return [];
    return [`${name}:${line} names npm run ${script}, which is no script`];
  });
}

/** Of `npm run check 3` and of `npm start`. */
function scriptOf(command: string): string | undefined {
  const [, run, short] =
    /^(?:.*\s)?npm (?:run (\S+)|(start|test)\b)/.exec(command) ?? [];
  return run ?? short;
}

function scriptNames(): Set<string> {
  const text = readText(join(root, "package.json"));
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(text);
  return new Set(Object.keys(scripts));
}
