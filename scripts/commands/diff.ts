// `npm run diff A B`: what changed between two steps, as whole servers.
import { Command } from "commander";
import { directoryName, type Step, steps } from "../../steps/steps";
import { compare, type FileChange } from "../modules/compare";
import {
  learnersFiles,
  solutionFiles,
  trapFiles,
} from "../modules/exercise-files";
import { serverOfStep } from "../modules/server-of-step";
import { patches, summary, totals } from "../modules/show-comparison";
import { style } from "../terminal/style";
import { UserError } from "../terminal/user-error";
import { writeJson } from "../terminal/write-json";
import { findStep } from "../workshop/find-step";

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
}

export function diffCommand(): Command {
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
  return {
    from: directoryName(from),
    to: directoryName(to),
    files: compare(
      serverOfStep(from, { tests }).files,
      serverOfStep(to, { tests }).files,
    ),
  };
}

/**
 * Compares the learner's files with the solution, or that with a trap.
 *
 * @throws UserError for an exercise or a trap that is not.
 */
export function betweenAnswers(
  typed: string | undefined,
  trap?: string,
): Difference {
  const step = findStep(typed, "diff -- --exercise");
  const solution = solutionFiles(step);
  const name = directoryName(step);
  if (trap === undefined) {
    const files = compare(learnersFiles(step), solution);
    return { from: `exercises/${name}`, to: `solutions/${name}`, files };
  }
  const wrong = trapFiles(step, trap);
  const replaced = wrong.map(({ path }) => path);
  const right = solution.filter(({ path }) => replaced.includes(path));
  return {
    from: `solutions/${name}`,
    to: `solutions/${name}/traps/${trap}`,
    files: compare(right, wrong),
  };
}

function stepBefore(step: Step): Step {
  const before = steps.find(({ number }) => number === step.number - 1);
  if (before) return before;
  throw new UserError(
    `Step ${step.number} is the first: npm run diff ${step.number} ${step.number + 1}`,
  );
}

function render({ from, to, files }: Difference, options: DiffOptions): string {
  if (from === to) return `${from} is the same step on both sides.\n`;
  const colours = style();
  if (files.every(({ status }) => status === "same")) {
    return `${from} and ${to} are the same.\n`;
  }
  const heading = `${colours.bold(`${from} → ${to}`)}: ${totals(files)}`;
  const parts = [heading, summary(files, colours)];
  if (!options.stat) parts.push(patches(files, colours));
  return `${parts.join("\n\n")}\n`;
}
