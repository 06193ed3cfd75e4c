// Where a project is written to, and the writing of it.
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { UserError } from "../../servers/host/user-error";
import type { ProjectFile } from "./project";

/**
 * The absolute path of what the user typed.
 *
 * @param from the folder they typed it in: npm changes to the package's own,
 * and keeps theirs in INIT_CWD.
 */
export function targetDirectory(
  typed: string,
  from: string = process.env.INIT_CWD ?? process.cwd(),
): string {
  // A shell that does not expand the tilde leaves it to us.
  return resolve(
    from,
    typed.replace(/^~(?=$|[/\\])/, () => homedir()),
  );
}

/**
 * @throws UserError where the folder holds anything, or is a file: nobody's
 * work is written over.
 */
export function requireEmpty(directory: string): void {
  const stats = allowed(() => statSync(directory, { throwIfNoEntry: false }));
  if (!stats) return;
  if (!stats.isDirectory()) {
    throw new UserError(`${directory} is a file: name a folder to be made.`);
  }
  if (allowed(() => readdirSync(directory)).length > 0) {
    throw new UserError(
      `${directory} is not empty: name a folder that is, or a new one.`,
    );
  }
}

/**
 * Writes a project, with the folders that it takes.
 *
 * @throws UserError where the system does not let it.
 */
export function writeProject(
  directory: string,
  files: readonly ProjectFile[],
): void {
  for (const { path, text } of files) {
    const file = join(directory, path);
    allowed(() => mkdirSync(dirname(file), { recursive: true }));
    allowed(() => writeFileSync(file, text, { flag: "wx" }));
  }
}

/** What the system refuses, such as a read-only disk, is no bug of ours. */
function allowed<Result>(access: () => Result): Result {
  try {
    return access();
  } catch (error) {
    if (!isNativeError(error) || !("code" in error)) throw error;
    throw new UserError(`Cannot write the project: ${error.message}`, 1);
  }
}
