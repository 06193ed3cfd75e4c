// What the learner has done, in a plain file that survives two commands at once.
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { lockPath, withLock } from "../servers/host/lock";
import { stateDirectory } from "../servers/host/paths";
import {
  describeSystemError,
  isSystemError,
} from "../servers/host/system-error";
import { info, warnOnce } from "../servers/host/terminal";
import { writeWhole } from "../servers/host/write-whole";

export interface ExerciseProgress {
  /** When the exercise last passed its check, as an ISO string. */
  passedAt?: string;
  /** How many of its hints were shown. */
  hints?: number;
}

/** Keyed by the exercise's folder name, as in `03-middleware`. */
export type Progress = Record<string, ExerciseProgress>;

/** What was done so far; nothing, where there is no file or it is damaged. */
export function readProgress(): Progress {
  const text = readText();
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isProgress(value)) return value;
  } catch {} // Not JSON: damaged as well.
  setAside();
  return {};
}

/**
 * Changes what is known of one exercise, and returns it. The file is read
 * again under a lock and replaced by renaming, so that no other command's
 * change is lost and no reader sees half a file. Where it cannot be written
 * this is said, once, and work goes on.
 */
export function updateProgress(
  exercise: string,
  change: (before: ExerciseProgress) => ExerciseProgress,
): ExerciseProgress {
  try {
    mkdirSync(stateDirectory(), { recursive: true });
    return withLock(lockPath("progress"), () => {
      const progress = readProgress();
      const after = change(progress[exercise] ?? {});
      const text = JSON.stringify({ ...progress, [exercise]: after }, null, 2);
      writeWhole(file(), `${text}\n`);
      return after;
    });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    warnOnce(`Progress is not saved: ${describeSystemError(error)}.`);
    return change(readProgress()[exercise] ?? {});
  }
}

function file(): string {
  return join(stateDirectory(), "progress.json");
}

function readText(): string | undefined {
  try {
    return readFileSync(file(), "utf8");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code !== "ENOENT") {
      warnOnce(`Progress cannot be read: ${describeSystemError(error)}.`);
    }
    return undefined;
  }
}

function setAside(): void {
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const name = `progress.damaged-${stamp}.json`;
  try {
    renameSync(file(), join(stateDirectory(), name));
    info(`The progress file was damaged. It is kept as ${name}.`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    warnOnce(
      `The progress file is damaged, and stays: ${describeSystemError(error)}.`,
    );
  }
}

function isProgress(value: unknown): value is Progress {
  return isRecord(value) && Object.values(value).every(isExerciseProgress);
}

function isExerciseProgress(value: unknown): value is ExerciseProgress {
  if (!isRecord(value)) return false;
  const { passedAt, hints } = value;
  if (passedAt !== undefined && typeof passedAt !== "string") return false;
  return hints === undefined || Number.isInteger(hints);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
