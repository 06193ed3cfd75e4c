// Finds steps, exercises, solutions and traps that are not where the others expect them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { directoryName } from "../../steps/steps";
import { readModule } from "../eject/modules";
import {
  type Exercise,
  exerciseOf,
  readmeOf,
  testFiles,
  type Workshop,
} from "../exercises/exercise";
import { hintsOf } from "../exercises/hints";
import { currentFiles, editableFiles } from "../exercises/starters";
import { type Trap, trapsOf } from "../exercises/traps";
import { filesUnder } from "../servers/host/visible-files";

const LEAST_TRAPS = 3;
const HINTS = 3;

/** What every step in the list must have, and what no folder may have beside it. */
export function missingParts(workshop: Workshop): string[] {
  const names = workshop.steps.map(directoryName);
  const unlisted = ["steps", "exercises", "solutions"].flatMap((parent) =>
    foldersIn(join(workshop.root, parent))
      .filter((name) => !names.includes(name))
      .map((name) => `${parent}/${name} is of no step in steps.ts`),
  );
  const missing = names.flatMap((name) =>
    [
      `steps/${name}/server.ts`,
      `steps/${name}/README.md`,
      `exercises/${name}/README.md`,
    ]
      .filter((file) => !existsSync(join(workshop.root, file)))
      .map((file) => `${file} is missing`),
  );
  return [...missing, ...unlisted];
}

/** Where the trees of one exercise do not mirror each other, or say too little. */
export function unevenTrees(workshop: Workshop): string[] {
  return workshop.steps
    .map((step) => exerciseOf(step, workshop))
    .flatMap((exercise) => [
      ...unevenFiles(exercise),
      ...incompleteReadme(exercise),
      ...incompleteTraps(exercise),
      ...learnerFilesImported(exercise),
    ]);
}

/** Kept starters that differ from the files of the exercises. */
export function staleStarters(
  workshop: Workshop,
  kept: Readonly<Record<string, string>>,
): string[] {
  const current = currentFiles(workshop);
  return [...new Set([...current.keys(), ...Object.keys(kept)])]
    .filter((file) => current.get(file) !== kept[file])
    .map((file) => `exercises/${file} is not as it is kept`);
}

function unevenFiles(exercise: Exercise): string[] {
  const { name, folder } = exercise;
  const solved = editableFiles(exercise);
  const problems = solved
    .filter((file) => !filesUnder(folder).includes(file))
    .map((file) => `solutions/${name}/${file} solves no file of the exercise`);
  if (solved.length === 0) problems.push(`exercises/${name} has no solution`);
  if (testFiles(exercise).length === 0) {
    problems.push(`exercises/${name} has no test`);
  }
  for (const file of filesUnder(folder).filter((each) => /\.ts$/.test(each))) {
    const text = readFileSync(join(folder, file), "utf8");
    if (/\bTODO\b/.test(text) && !solved.includes(file)) {
      problems.push(`exercises/${name}/${file} has a TODO and no solution`);
    }
  }
  return problems;
}

/** A solution or a trap that a learner's file can break; its own is beside it. */
function learnerFilesImported(exercise: Exercise): string[] {
  const { name, folder, solution } = exercise;
  const editable = editableFiles(exercise);
  return filesUnder(solution)
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      readModule(join(solution, file))
        .references.map(({ target = "" }) =>
          editable.find((each) => target === join(folder, each)),
        )
        .filter((imported) => imported !== undefined)
        .map(
          (imported) =>
            `solutions/${name}/${file} imports the learner's ${imported}, not the solution's`,
        ),
    );
}

function incompleteReadme(exercise: Exercise): string[] {
  const text = readmeOf(exercise);
  const file = `exercises/${exercise.name}/README.md`;
  const problems = ["## Task", "## Done when", "## Hints"]
    .filter((heading) => !text.split("\n").includes(heading))
    .map((heading) => `${file} has no "${heading}"`);
  const hints = hintsOf(exercise);
  if (hints.length !== HINTS || hints.some((hint) => hint === "")) {
    problems.push(`${file} has ${hints.length} hints, not ${HINTS}`);
  }
  return problems;
}

function incompleteTraps(exercise: Exercise): string[] {
  const traps = trapsOf(exercise);
  const parent = `solutions/${exercise.name}/traps`;
  const problems = traps.flatMap((trap) =>
    incompleteTrap(trap, editableFiles(exercise), `${parent}/${trap.name}`),
  );
  if (traps.length < LEAST_TRAPS) {
    problems.push(`${parent} has ${traps.length} traps, not ${LEAST_TRAPS}`);
  }
  return problems;
}

function incompleteTrap(trap: Trap, solved: string[], place: string): string[] {
  const problems = trap.files
    .filter((file) => !solved.includes(file))
    .map((file) => `${place}/${file} replaces no file of the solution`);
  if (!trap.wrong) problems.push(`${place} does not say what is wrong with it`);
  if (!trap.caughtBy) problems.push(`${place} names no test that catches it`);
  return problems;
}

/** The numbered folders in a folder. */
function foldersIn(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map(({ name }) => name);
}
