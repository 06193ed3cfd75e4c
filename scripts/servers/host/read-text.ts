// Reads a text as it is meant: editors differ in line ends, and in a mark at the start.
import { readFileSync } from "node:fs";

/** The text, with `\n` between its lines and without a byte order mark. */
export function readText(file: string): string {
  return readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n");
}
