// One at a time, between processes, by a file that only one of them can make.
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { isSystemError } from "./system-error";

// What the lock guards takes milliseconds: a lock of this age has no owner.
const abandonedAfterMs = 2000;
const retryMs = 5;

/**
 * Runs the action while holding the lock file; waits for another holder, and
 * takes over from one that was killed.
 *
 * @throws the system's error if the lock file cannot be made at all.
 */
export function withLock<T>(file: string, action: () => T): T {
  while (!acquired(file)) {
    if (isAbandoned(file)) rmSync(file, { force: true });
    else pause(retryMs);
  }
  try {
    return action();
  } finally {
    rmSync(file, { force: true });
  }
}

function acquired(file: string): boolean {
  try {
    closeSync(openSync(file, "wx"));
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  }
}

function isAbandoned(file: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made > abandonedAfterMs;
}

/** Blocks this thread: a command that waits for the lock has nothing else to do. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
