// Keeps the code in lessons the code of the files: compares it, or rewrites it.
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { root } from "../workshop/paths";
import { excerpt } from "./excerpt";
import { parseInfo } from "./info-string";
import type { Block, Lesson } from "./read-lesson";

/** Longer than this and nobody reads it: a lesson names a statement instead. */
const mostLines = 45;

/** The included blocks that differ from their file, or cannot be included. */
export function includeProblems(lesson: Lesson): string[] {
  return lesson.blocks.filter(isIncluded).flatMap((block) => {
    const place = `${lesson.name}:${block.line}`;
    try {
      const lines = codeOf(block, lesson).split("\n");
      if (lines.length > mostLines) {
        return [`${place} is ${lines.length} lines; at most ${mostLines}`];
      }
      if (lines.join("\n") === block.text.trimEnd()) return [];
      return [`${place} differs from its file. Type: npm run lessons`];
    } catch (error) {
      return [`${place}: ${error instanceof Error ? error.message : error}`];
    }
  });
}

/**
 * The lesson's text with every included block as its file has it now.
 *
 * @throws Error for a block that names what is not there
 */
export function withCurrentCode(lesson: Lesson): string {
  const lines = lesson.text.split("\n");
  for (const block of lesson.blocks.filter(isIncluded).toReversed()) {
    const code = codeOf(block, lesson).split("\n");
    lines.splice(block.line, block.endLine - block.line - 2, ...code);
  }
  return lines.join("\n");
}

export function isIncluded(block: Block): boolean {
  return parseInfo(block.info).attributes.has("file");
}

function codeOf(block: Block, lesson: Lesson): string {
  const { language, attributes } = parseInfo(block.info);
  const path = attributes.get("file") ?? "";
  const file = join(dirname(lesson.file), path);
  if (relative(root, file).startsWith("..")) {
    throw new Error(`${path} is not in the workshop`);
  }
  if (!existsSync(file)) throw new Error(`there is no ${path}`);
  if (extname(file) !== `.${language}`) {
    throw new Error(`${path} is not ${language}`);
  }
  const cut = { from: attributes.get("from"), to: attributes.get("to") };
  return excerpt(readFileSync(file, "utf8"), cut);
}
