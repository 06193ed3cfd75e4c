// `npm run diff A B`: what changed between two steps, as whole servers.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { directoryName, type Step, steps } from "../../../steps/steps";
import {
  type ComparedFile,
  compare,
  type FileChange,
} from "../../eject/compare";
import { packagesOf, serverOfStep } from "../../eject/server";
import { exerciseOf, thisWorkshop } from "../../exercises/exercise";
import { editableFiles } from "../../exercises/starters";
import { targetOf } from "../../exercises/target";
import { findStep } from "../../servers/host/find-step";
import { readText } from "../../servers/host/read-text";
import { style, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { patches, summary, totals } from "../print/comparison";

interface DiffOptions {
  readonly exercise?: boolean;
  readonly trap?: string;
  readonly stat?: boolean;
  readonly tests?: boolean;
  readonly json?: boolean;
}

/** Two sides, named, and what differs between them. */
export interface Difference {
  readonly from: string;
  readonly to: string;
  readonly files: readonly FileChange[];
  /** The packages that only one of two servers imports. */
  readonly packages?: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
  };
}

export function command(): Command {
  return new Command("diff")
    .description("what changed between two steps, as whole servers")
    .argument("[from]", "a step; alone: what it changed")
    .argument("[to]", "another step")
    .option("--exercise", "your files of the exercise against the solution")
    .option("--trap <name>", "the exercise's solution against one of its traps")
    .option("--stat", "the summary alone")
    .option("--tests", "the modules' tests as well")
    .option("--json", "print one JSON document")
    .action((from, to, options: DiffOptions) => {
      const difference =
        options.exercise || options.trap !== undefined
          ? betweenAnswers(from, options.trap)
          : betweenSteps(from, to, options);
      if (options.json) writeJson(difference);
      else process.stdout.write(render(difference, options));
    });
}

/**
 * Compares the servers of two steps; of one typed, with the step before it.
 *
 * @throws UserError for a step that is not, or has none before it.
 */
export function betweenSteps(
  typedFrom: string | undefined,
  typedTo: string | undefined,
  { tests = false }: DiffOptions = {},
): Difference {
  const first = findStep(typedFrom, "diff");
  const [from, to] =
    typedTo === undefined
      ? [stepBefore(first), first]
      : [first, findStep(typedTo, `diff ${first.number}`)];
  const before = serverOfStep(from, { tests }).files;
  const after = serverOfStep(to, { tests }).files;
  const old = packagesOf(before);
  const young = packagesOf(after);
  return {
    from: directoryName(from),
    to: directoryName(to),
    files: compare(before, after),
    packages: {
      added: young.filter((name) => !old.includes(name)),
      removed: old.filter((name) => !young.includes(name)),
    },
  };
}

/**
 * Compares the learner's files with the solution, or that with a trap.
 *
 * @throws UserError for an exercise or a trap that is not.
 */
export function betweenAnswers(
  typed: string | undefined,
  trapName?: string,
  workshop = thisWorkshop,
): Difference {
  const step = workshop.find(typed, "diff -- --exercise");
  const exercise = exerciseOf(step, workshop);
  const target = targetOf(exercise, { trap: trapName });
  const { name, folder, solution } = exercise;
  const right = { folder: solution, label: `solutions/${name}` };
  if (target.kind === "trap") {
    const label = `${right.label}/traps/${target.trap.name}`;
    const wrong = { folder: target.trap.folder, label };
    return compareFolders(right, wrong, target.trap.files);
  }
  const names = editableFiles(exercise);
  if (names.length === 0) {
    throw new UserError(`${right.label} holds no file.`, 1);
  }
  const yours = { folder, label: `exercises/${name}` };
  return compareFolders(yours, right, names);
}

interface Side {
  readonly folder: string;
  /** As the reader says it: `solutions/03-middleware`. */
  readonly label: string;
}

function compareFolders(
  from: Side,
  to: Side,
  names: readonly string[],
): Difference {
  const files = compare(read(from, names), read(to, names));
  return { from: from.label, to: to.label, files };
}

/** Those of the files that are there. */
function read(
  { folder, label }: Side,
  names: readonly string[],
): ComparedFile[] {
  return names
    .filter((path) => existsSync(join(folder, path)))
    .map((path) => ({
      path,
      text: readText(join(folder, path)),
      origin: `${label}/${path}`,
    }));
}

function stepBefore(step: Step): Step {
  const before = steps.find(({ number }) => number === step.number - 1);
  if (before) return before;
  throw new UserError(
    `Step ${step.number} is the first: npm run diff ${step.number} ${step.number + 1}`,
  );
}

function render(difference: Difference, options: DiffOptions): string {
  const { from, to, files, packages } = difference;
  if (from === to) return `${from} is the same step on both sides.\n`;
  if (files.every(({ status }) => status === "same")) {
    return `${from} and ${to} are the same.\n`;
  }
  const colours = style();
  const heading = `${colours.bold(`${from} → ${to}`)}: ${totals(files)}`;
  const parts = [heading, summary(files, colours)];
  if (packages?.added.length) {
    parts.push(colours.green(`new packages: ${packages.added.join(", ")}`));
  }
  if (packages?.removed.length) {
    parts.push(colours.red(`packages gone: ${packages.removed.join(", ")}`));
  }
  if (!options.stat) parts.push(patches(files, colours));
  return `${parts.join("\n\n")}\n`;
}
