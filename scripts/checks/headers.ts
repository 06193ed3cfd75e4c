// Finds files that do not open with a sentence on what they are for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { headerOf } from "../eject/modules";
import { shortPath, sourceFilesIn } from "./source-files";

/** Shorter files are read faster than what is said of them. */
const LEAST_LINES = 40;

/**
 * The files without such a sentence: words, and a full stop behind them. It is
 * asked of long files, of steps at any length: there the lessons, the site and
 * ejected projects list modules by these sentences.
 */
export function filesWithoutHeader(root: string): string[] {
  return ["steps", "exercises", "solutions", "scripts"]
    .flatMap((folder) => sourceFilesIn(join(root, folder)))
    .map((file) => ({
      path: shortPath(root, file),
      text: readFileSync(file, "utf8"),
    }))
    .filter(({ path, text }) => isListed(path) || isLong(text))
    .filter(({ text }) => !isSentence(headerOf(text)))
    .map(({ path }) => `${path} opens with no sentence`);
}

function isListed(path: string): boolean {
  return path.startsWith("steps/") && !path.endsWith(".test.ts");
}

function isLong(text: string): boolean {
  return text.split("\n").length > LEAST_LINES;
}

function isSentence(text: string): boolean {
  return /\s/.test(text) && /[.!?]$/.test(text);
}
