// Folders in the system's temporary one: this user's alone, named after their process, and removed with it.
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "./process-info";
import { UserError } from "./user-error";

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const kept = new Set<string>();
let hasSwept = false;

/**
 * A new folder that is removed at the end of this process at the latest; where
 * that was killed, by the next process that makes one.
 */
export function temporaryFolder(
  kind: string,
  parent?: string,
): TemporaryFolder {
  const path = newFolder(kind, parent);
  if (kept.size === 0) process.once("exit", removeAll);
  kept.add(path);
  return { path, remove: () => remove(path) };
}

/**
 * A new folder `workshop-PID-KIND-…`, whose name cannot be guessed and which
 * no other user may enter. Its maker removes it.
 */
export function newFolder(kind: string, parent = temporaryParent()): string {
  if (!hasSwept) removeLeftBehind(parent);
  hasSwept = true;
  return mkdtempSync(join(parent, `${prefix}${process.pid}-${kind}-`));
}

/**
 * The system's temporary folder, by its real path.
 *
 * @throws UserError (1) where TMPDIR names none.
 */
export function temporaryParent(): string {
  try {
    return realpathSync(tmpdir());
  } catch {
    throw new UserError(
      `There is no temporary folder ${tmpdir()}. Set TMPDIR to one that exists.`,
      1,
    );
  }
}

export interface OwnFolder {
  readonly path: string;
  /** Whether the process that made it lives. */
  readonly isInUse: boolean;
}

/** Such folders of a kind, or of every kind: only those that are this user's own. */
export function ownFolders(parent: string, kind = "[^-]+"): OwnFolder[] {
  const name = new RegExp(`^${prefix}(\\d+)-${kind}-[^-]+$`);
  return readdirSync(parent).flatMap((file) => {
    const [, pid] = name.exec(file) ?? [];
    const path = join(parent, file);
    if (pid === undefined || !isOwn(path)) return [];
    return [{ path, isInUse: isAlive(Number(pid)) }];
  });
}

const prefix = "workshop-";
/** What may still run in there has to end first: see `services/nginx/processes.ts`. */
const endedElsewhere = /-nginx-[^-]+$/;

function removeLeftBehind(parent: string): void {
  for (const { path, isInUse } of ownFolders(parent)) {
    if (!isInUse && !endedElsewhere.test(path)) remove(path);
  }
}

/** Another user could have made a folder of such a name, or a link. */
function isOwn(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return false;
  if (process.getuid === undefined) return true;
  return stats.uid === process.getuid() && (stats.mode & 0o077) === 0;
}

function remove(path: string): void {
  kept.delete(path);
  if (kept.size === 0) process.off("exit", removeAll);
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {} // A program that still writes there: the next process removes it.
}

function removeAll(): void {
  for (const path of kept) remove(path);
}
