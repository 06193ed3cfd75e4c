// One at a time, between processes: a lock is the highest of its numbered files.
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { stateDirectory } from "./paths";
import { isAlive } from "./process-info";
import { isSystemError } from "./system-error";
import { writeWhole } from "./write-whole";

/** The state of a lock: the file that counts. */
export interface LockFile {
  /** 0 where there is none. */
  readonly number: number;
  /** What its maker wrote; undefined where it is free. */
  readonly text: string | undefined;
  readonly writtenAt: number;
}

/** The highest file of the lock; the process that made it may be dead. */
export function readLock(path: string): LockFile {
  for (;;) {
    const [number = 0] = numbers(path);
    const found = number > 0 ? read(fileOf(path, number), number) : undefined;
    if (number === 0) return { number, text: undefined, writtenAt: 0 };
    // Removed in between, because there is a higher one; or not yet written.
    if (found) return found;
    pause(retryMs);
  }
}

/**
 * Makes the file that follows the one that was seen; false where another
 * process was quicker, and the lock has to be read again.
 *
 * A file is never taken over and the highest never removed, only followed by
 * one of a higher number, which the file system gives to one process alone.
 * With one file that is removed and made again, two processes could both see
 * a dead holder's: the second to remove it removes the first one's new one.
 */
export function followLock(
  path: string,
  seen: LockFile,
  text: string,
): boolean {
  const next = seen.number + 1;
  mkdirSync(dirname(path), { recursive: true });
  if (!writeOnce(fileOf(path, next), text)) return false;
  const [highest, ...older] = numbers(path);
  if (highest === next) {
    for (const number of older) remove(path, number);
    return true;
  }
  // What was seen was out of date: the number had been used before.
  remove(path, next);
  return false;
}

export interface Lock {
  release(): void;
}

/** Where the locks are that commands have among each other. */
export function lockPath(name: string): string {
  return join(stateDirectory(), "locks", name);
}

/** The lock; or the number of the living process that has it. */
export function tryLock(path: string): Lock | number {
  for (;;) {
    const seen = readLock(path);
    const holder = Number(seen.text);
    if (holder > 0 && isAlive(holder, seen.writtenAt)) return holder;
    if (!followLock(path, seen, String(process.pid))) continue;
    return { release: () => setFree(fileOf(path, seen.number + 1)) };
  }
}

/**
 * Runs the action while holding the lock; waits for another holder, and takes
 * over from one that was killed.
 *
 * @throws the system's error if the lock cannot be made at all.
 */
export function withLock<T>(path: string, action: () => T): T {
  for (;;) {
    const lock = tryLock(path);
    if (typeof lock === "number") {
      pause(retryMs);
      continue;
    }
    try {
      return action();
    } finally {
      lock.release();
    }
  }
}

const free = "free";

/** Not removed: see `followLock`. */
function setFree(file: string): void {
  try {
    writeWhole(file, free);
  } catch {
    try {
      truncateSync(file); // The disk is full, perhaps.
    } catch {} // The folder is gone, and the lock with it.
  }
}

const retryMs = 5;
const abandonedAfterMs = 2000;

/** Undefined where it is gone, or was made and not yet written. */
function read(file: string, number: number): LockFile | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const { mtimeMs: writtenAt } = statSync(file);
    const isBegun = text === "" && Date.now() - writtenAt < abandonedAfterMs;
    if (isBegun) return undefined;
    return { number, text: text === free ? undefined : text, writtenAt };
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The file appears with all that is in it; false if it is there already. */
function writeOnce(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    error.path = file;
    if (error.code === "EEXIST") return false;
    if (!hasNoLinks.includes(error.code ?? "")) throw error;
    return createOnce(file, text);
  } finally {
    rmSync(draft, { force: true });
  }
}

// As memory sticks and some shared folders; there the file is empty at first.
const hasNoLinks = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL"];

function createOnce(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  }
}

/** The numbers of the lock's files, highest first. */
function numbers(path: string): number[] {
  const name = basename(path);
  return namesIn(dirname(path))
    .filter((file) => file.startsWith(`${name}.`))
    .flatMap((file) => {
      const [, number] = /^\.(\d+)\.json$/.exec(file.slice(name.length)) ?? [];
      return number === undefined ? [] : [Number(number)];
    })
    .sort((a, b) => b - a);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // `followLock` says what is wrong.
  }
}

function fileOf(path: string, number: number): string {
  return `${path}.${number}.json`;
}

function remove(path: string, number: number): void {
  rmSync(fileOf(path, number), { force: true });
}

/** Blocks this thread: a command that waits for a lock has nothing else to do. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
