// Puts the starters of an exercise back, after the learner's files are saved.
import { constants, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { stateDirectory } from "../servers/host/paths";
import {
  describeSystemError,
  isSystemError,
} from "../servers/host/system-error";
import { UserError } from "../servers/host/user-error";
import { writeWhole } from "../servers/host/write-whole";
import { type Exercise, thisWorkshop } from "./exercise";
import { exerciseState, startersOf } from "./starters";

export interface Reset {
  /** The folder of the copies; undefined where nothing was edited. */
  readonly savedTo: string | undefined;
  /** The files that were edited, and are starters again. */
  readonly replaced: readonly string[];
  /** The files that were deleted, and are back. */
  readonly restored: readonly string[];
}

/**
 * Puts the starters back. Nothing is changed before every edited file has
 * its copy.
 *
 * @throws UserError if a copy cannot be made or a starter cannot be written
 */
export function resetExercise(
  exercise: Exercise,
  workshop = thisWorkshop,
): Reset {
  const starters = startersOf(exercise, workshop);
  const { edited, missing } = exerciseState(exercise, workshop);
  const savedTo = edited.length > 0 ? save(exercise, edited) : undefined;
  for (const file of [...edited, ...missing]) {
    write(join(exercise.folder, file), starters.get(file) ?? "", savedTo);
  }
  return { savedTo, replaced: edited, restored: missing };
}

function save({ name, folder }: Exercise, files: readonly string[]): string {
  const parent = join(stateDirectory(), "saved", name);
  let copies: string | undefined;
  try {
    copies = newFolder(parent);
    for (const file of files) {
      mkdirSync(dirname(join(copies, file)), { recursive: true });
      copyFileSync(
        join(folder, file),
        join(copies, file),
        constants.COPYFILE_EXCL,
      );
    }
    return copies;
  } catch (error) {
    if (copies) rmSync(copies, { recursive: true, force: true });
    if (!isSystemError(error)) throw error;
    throw new UserError(
      `Nothing was changed, because your files cannot be saved in ${describeSystemError(error)}.`,
      1,
    );
  }
}

/** A folder named by the time, which no other reset has. */
function newFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  for (let count = 1; ; count++) {
    const folder = join(parent, count === 1 ? stamp : `${stamp}-${count}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "EEXIST") throw error;
    }
  }
}

/** By renaming, so that whoever reads the file never sees half of it. */
function write(file: string, text: string, savedTo: string | undefined): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const saved = savedTo ? ` Your version is in ${savedTo}.` : "";
    throw new UserError(
      `The starter cannot be written to ${describeSystemError(error)}.${saved}`,
      1,
    );
  }
}
