// What a learner may edit, as it was before: the kept starters.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readText } from "../servers/host/read-text";
import { UserError } from "../servers/host/user-error";
import { filesUnder } from "../servers/host/visible-files";
import {
  type Exercise,
  exerciseOf,
  thisWorkshop,
  type Workshop,
} from "./exercise";

/** The pristine text of each editable file: `03-middleware/request-id.ts`. */
const Starters = z.record(z.string(), z.string());
export type Starters = Readonly<z.infer<typeof Starters>>;

export interface ExerciseState {
  /** Editable files that differ from their starter. */
  readonly edited: readonly string[];
  /** Editable files that the learner deleted. */
  readonly missing: readonly string[];
}

/** The files of an exercise that the learner edits: those it has solved. */
export function editableFiles({ solution }: Exercise): string[] {
  return filesUnder(solution).filter(
    (file) => !file.startsWith("traps/") && !file.endsWith(".md"),
  );
}

export function startersFile(workshop = thisWorkshop): string {
  return join(workshop.root, "exercises", "starters.json");
}

/** @throws UserError if `starters.json` is missing or damaged */
export function keptStarters(workshop = thisWorkshop): Starters {
  try {
    const text = readText(startersFile(workshop));
    return Starters.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      "The kept starters cannot be read. Type: git restore exercises/starters.json",
      1,
    );
  }
}

/** The kept starters of one exercise, by file name. */
export function startersOf(
  exercise: Exercise,
  workshop = thisWorkshop,
): Map<string, string> {
  const prefix = `${exercise.name}/`;
  return new Map(
    Object.entries(keptStarters(workshop))
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}

/**
 * What `starters.json` has to say for the files as they are now.
 *
 * @throws UserError if a solution has a file that its exercise lacks
 */
export function collectStarters(workshop: Workshop = thisWorkshop): Starters {
  const files = [...currentFiles(workshop)].map(([key, text]) => {
    if (text !== undefined) return [key, text];
    throw new UserError(`exercises/${key} is missing.`, 1);
  });
  return Object.fromEntries(files);
}

/** The learner's files as they are now, keyed as starters; undefined without one. */
export function currentFiles(
  workshop: Workshop = thisWorkshop,
): Map<string, string | undefined> {
  const exercises = workshop.steps.map((step) => exerciseOf(step, workshop));
  return new Map(
    exercises.flatMap((exercise) =>
      editableFiles(exercise).map((file) => {
        const text = readIfThere(join(exercise.folder, file));
        return [`${exercise.name}/${file}`, text] as const;
      }),
    ),
  );
}

/** What the learner has done to an exercise's files. */
export function exerciseState(
  exercise: Exercise,
  workshop = thisWorkshop,
): ExerciseState {
  const edited: string[] = [];
  const missing: string[] = [];
  for (const [file, starter] of startersOf(exercise, workshop)) {
    const text = readIfThere(join(exercise.folder, file));
    if (text === undefined) missing.push(file);
    else if (text !== starter) edited.push(file);
  }
  return { edited, missing };
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readText(file) : undefined;
}
