// What the learner has done, in a plain file that survives two commands at once.
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { lockPath, withLock } from "../servers/host/lock";
import { stateDirectory } from "../servers/host/paths";
import {
  describeSystemError,
  isSystemError,
} from "../servers/host/system-error";
import { info, warnOnce } from "../servers/host/terminal";
import { writeWhole } from "../servers/host/write-whole";

/** What another version of the workshop has in an entry is kept. */
const ExerciseProgress = z.looseObject({
  /** When the exercise last passed its check, as an ISO string. */
  passedAt: z.string().optional(),
  /** How many of its hints were shown. */
  hints: z.int().optional(),
});
export type ExerciseProgress = z.infer<typeof ExerciseProgress>;

/** Keyed by the exercise's folder name, as in `03-middleware`. */
const Progress = z.record(z.string(), ExerciseProgress);
export type Progress = z.infer<typeof Progress>;

/** What was done so far; nothing, where there is no file or it is damaged. */
export function readProgress(): Progress {
  const text = readText();
  if (text === undefined) return {};
  try {
    return Progress.parse(JSON.parse(text));
  } catch {
    setAside();
    return {};
  }
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
