// Where a project is written to, and the writing of it.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { UserError } from "../../servers/host/user-error";

export interface ProjectFile {
  /** Relative to the project, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

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
 * @throws UserError where the folder holds any work, is or lies in a file, or
 * in a folder that the system makes up: nobody's work is written over.
 */
export function requireEmpty(directory: string): void {
  const nearest = nearestThatExists(directory);
  const stats = allowed(() => statSync(nearest));
  if (!stats.isDirectory()) {
    const kind = stats.isFile() ? "a file" : "a device";
    throw new UserError(`${nearest} is ${kind}: name a folder to be made.`);
  }
  const real = join(realpathSync(nearest), relative(nearest, directory));
  const [virtual] = virtualFolder.exec(real) ?? [];
  if (virtual) {
    throw new UserError(
      `${directory} cannot hold a project, as ${virtual} is not on a disk: name another folder.`,
    );
  }
  if (nearest !== directory) return;
  const names = allowed(() => readdirSync(directory));
  if (names.some((name) => !besideWork.includes(name))) {
    throw new UserError(
      `${directory} is not empty: name a folder that is, or a new one.`,
    );
  }
}

/** An empty repository, and what macOS keeps in a folder that was opened. */
const besideWork = [".git", ".DS_Store"];

/** Where the system shows itself as files; in `/dev/shm` one may write. */
const virtualFolder = /^\/(?:proc|sys|dev)(?=\/|$)(?!\/shm(?:\/|$))/;

function nearestThatExists(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? path : nearestThatExists(parent);
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
    allowed(() => makeFolder(dirname(file)));
    allowed(() => writeFileSync(file, text, { flag: "wx" }));
  }
}

/**
 * One folder at a time: where the system says of a new folder that its parent
 * is missing, as `/proc` does, Node's own `recursive` never ends.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder);
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
