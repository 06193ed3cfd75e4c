// Writes a file so that nobody ever reads half of it.
import { renameSync, writeFileSync } from "node:fs";

export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
