// Keeps the code in lessons the code of the files: compares it, or rewrites it.
import { existsSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { root } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";
import { UserError } from "../../servers/host/user-error";
import { asDiff, changedLines, stepBefore } from "../changes";
import { parseInfo } from "../markdown/fence";
import { type Cut, excerpt, type NoExcerpt } from "./excerpt";
import { type Block, type Lesson, stepOf } from "./read-lesson";

/** Readers skip longer listings: a lesson names a statement instead. */
const mostLines = 45;

/** The included blocks that differ from their file, or cannot be included. */
export function includeProblems(lesson: Lesson): string[] {
  return lesson.blocks.filter(isIncluded).flatMap((block) => {
    const code = codeOf(block, lesson);
    if (code.problem !== undefined) return [code.problem];
    const { length } = code.text.split("\n");
    const place = `${lesson.name}:${block.line}`;
    if (length > mostLines) {
      return [`${place} is ${length} lines; at most ${mostLines} are read`];
    }
    if (code.text === block.text.trimEnd()) return [];
    return [`${place} differs from its file. Type: npm run dev lessons`];
  });
}

/**
 * The lesson's text with every included block as its file has it now.
 *
 * @throws UserError (1) for a block that names what is not there
 */
export function withCurrentCode(lesson: Lesson): string {
  const lines = lesson.text.split("\n");
  for (const block of lesson.blocks.filter(isIncluded).toReversed()) {
    const code = codeOf(block, lesson);
    if (code.problem !== undefined) throw new UserError(code.problem, 1);
    const { line, endLine } = block;
    lines.splice(line, endLine - line - 2, ...code.text.split("\n"));
  }
  return lines.join("\n");
}

export function isIncluded(block: Block): boolean {
  return parseInfo(block.info).attributes.has("file");
}

type Code = { text: string; problem?: never } | { problem: string };

function codeOf(block: Block, lesson: Lesson): Code {
  const { language, words, attributes } = parseInfo(block.info);
  const path = attributes.get("file") ?? "";
  const file = join(dirname(lesson.file), path);
  const because = (reason: string): Code => ({
    problem: `${lesson.name}:${block.line} ${reason}`,
  });
  const cut = { from: attributes.get("from"), to: attributes.get("to") };
  if (language === "diff" && words.includes("changes")) {
    const found = changesOf(lesson, path, cut);
    return typeof found === "string"
      ? { text: found }
      : because(`shows changes of ${path}: ${found.reason}`);
  }
  if (relative(root, file).startsWith("..")) {
    return because(`shows ${path}, which is not in the workshop`);
  }
  if (!existsSync(file)) return because(`shows ${path}, which is not`);
  if (extname(file) !== `.${language}`) {
    return because(`shows ${path} as ${language}`);
  }
  const found = excerpt(readText(file), cut);
  if (typeof found === "string") return { text: found };
  return because(`shows a part of ${path}: ${found.reason}`);
}

/** What the lesson's step changed in a file of its server. */
function changesOf(lesson: Lesson, path: string, cut: Cut): string | NoExcerpt {
  const step = stepOf(lesson);
  const before = step && stepBefore(step);
  if (!before) return { reason: "there is no step before" };
  const lines = changedLines(before, step, path, cut);
  if ("reason" in lines) return lines;
  return lines.length > 0 ? asDiff(lines) : { reason: "there are none" };
}
