// Writes a file so that no reader ever sees half of it.
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { isSystemError } from "./system-error";

/** The file has its old content or all of the new; also after a failure. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    // Its reader knows the file, not the draft.
    if (isSystemError(error)) Object.assign(error, { path: file, dest: file });
    throw error;
  }
}
