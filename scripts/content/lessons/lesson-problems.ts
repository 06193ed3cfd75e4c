// Finds what a lesson may not contain, without running any of it.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../servers/host/paths";
import {
  commandsIn,
  parseInfo,
  serverView,
  startsWithPrompt,
} from "../markdown/fence";
import { includeProblems, isIncluded } from "./included-code";
import type { Block, Lesson } from "./read-lesson";

/** One line for each, which begins with the place. */
export function lessonProblems(lesson: Lesson): string[] {
  return [
    ...lesson.blocks.flatMap((block) => blockProblems(block, lesson)),
    ...includeProblems(lesson),
    ...linkProblems(lesson),
    ...commandProblems(lesson),
    ...pipeProblems(lesson),
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

function linkProblems({ file, name, links }: Lesson): string[] {
  return links
    .filter(({ text }) => !/^(https?:|mailto:|#)/.test(text))
    .filter(({ text }) => {
      const [path = ""] = text.split("#");
      return !existsSync(join(dirname(file), path));
    })
    .map(({ text, line }) => `${name}:${line} links to ${text}, which is not`);
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
  const text = readFileSync(join(root, "package.json"), "utf8");
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(text);
  return new Set(Object.keys(scripts));
}
