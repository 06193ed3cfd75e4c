// Finds files that do not open with a sentence on what they are for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { headerOf } from "../eject/modules";
import { shortPath, sourceFilesIn } from "./source-files";

/** The files without such a sentence: words, and a full stop behind them. */
export function filesWithoutHeader(root: string): string[] {
  return ["steps", "exercises", "solutions", "scripts"]
    .flatMap((folder) => sourceFilesIn(join(root, folder)))
    .filter((file) => !isSentence(headerOf(readFileSync(file, "utf8"))))
    .map((file) => `${shortPath(root, file)} opens with no sentence`);
}

function isSentence(text: string): boolean {
  return /\s/.test(text) && /[.!?]$/.test(text);
}
