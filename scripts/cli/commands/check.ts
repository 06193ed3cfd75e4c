// npm run check 3: runs the tests of an exercise and says what to do next.
import { Command, InvalidArgumentError } from "commander";
import { checkAll, type Row, showRows } from "../../exercises/check-all";
import { checkDocument } from "../../exercises/check-document";
import {
  type Check,
  type CheckOptions,
  checkExercise,
} from "../../exercises/check-exercise";
import {
  type Exercise,
  exerciseOf,
  thisWorkshop,
  type Workshop,
} from "../../exercises/exercise";
import { showProfile } from "../../exercises/profile";
import { readProgress, updateProgress } from "../../exercises/progress";
import { type Target, targetOf } from "../../exercises/target";
import { showVerdict } from "../../exercises/verdict";
import { watchExercise } from "../../exercises/watch-exercise";
import { info, style, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { onParentExit } from "../../servers/start/on-shutdown";

interface Options {
  readonly watch?: boolean;
  readonly solution?: boolean;
  readonly trap?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly profile?: boolean;
  readonly timeout: number;
}

export function command(workshop = thisWorkshop): Command {
  return new Command("check")
    .description("check your exercise; without a number, all of them")
    .argument("[exercise]", "its number or its name")
    .option("--watch", "check again after each change")
    .option("--solution", "check the solution in place of your files")
    .option("--trap <name>", "check an answer that looks right and is not")
    .option("--verbose", "every behaviour, and all that was printed")
    .option("--json", "print one JSON document")
    .option("--profile", "print where the time went")
    .option(
      "--timeout <seconds>",
      "stop when nothing happens for so long",
      parseSeconds,
      30,
    )
    .action((typed: string | undefined, options: Options) => {
      assertFit(typed, options);
      return typed === undefined
        ? checkEach(workshop, options)
        : checkOne(exerciseOf(workshop.find(typed, "check"), workshop), {
            workshop,
            ...options,
          });
    });
}

async function checkEach(workshop: Workshop, options: Options): Promise<void> {
  const rows = await checkAll(
    workshop,
    { kind: options.solution ? "solution" : "yours" },
    settingsOf(options, workshop),
  );
  if (!options.solution) rows.filter(hasPassed).forEach(recordRow);
  if (options.json) writeJson(rows.map(({ document }) => document));
  else process.stdout.write(showRows(rows, style()));
  process.exitCode = rows.every(hasPassed) ? 0 : 1;
}

async function checkOne(
  exercise: Exercise,
  options: Options & { workshop: Workshop },
): Promise<void> {
  const target = targetOf(exercise, options);
  const settings = settingsOf(options, options.workshop);
  // The process of the tests ends with this one.
  onParentExit(() => process.exit(1));
  if (options.watch) return watch(exercise, target, options, settings);
  const check = await checkExercise(exercise, target, settings);
  report(check, options);
  process.exitCode = check.passed ? 0 : 1;
}

function settingsOf(options: Options, workshop: Workshop): CheckOptions {
  const { solution, timeout, trap, verbose } = options;
  // Whoever looks at a trap wants to see every test that catches it.
  const stopsAtTimeout = !verbose && !solution && trap === undefined;
  return { silenceMs: timeout * 1000, stopsAtTimeout, workshop };
}

function report(check: Check, options: Options & { workshop: Workshop }): void {
  const { name, number } = check.exercise;
  const isOwn = check.target.kind === "yours";
  if (isOwn && check.passed) record(name);
  if (options.json) {
    writeJson(checkDocument(check));
  } else {
    const verdict = showVerdict(check, {
      colours: style(),
      hintsShown: readProgress()[name]?.hints ?? 0,
      next: nextStep(number, options.workshop),
      verbose: options.verbose,
    });
    process.stdout.write(verdict);
  }
  if (options.profile) info(showProfile(check.times));
}

function watch(
  exercise: Exercise,
  target: Target,
  options: Options & { workshop: Workshop },
  settings: CheckOptions,
): Promise<void> {
  const { dim } = style();
  return watchExercise(
    exercise,
    target,
    {
      onStart(changed) {
        const time = new Date().toLocaleTimeString();
        const reason = changed
          ? `${changed} changed`
          : `check ${exercise.number}`;
        info(dim(`── ${time}  ${reason} ${"─".repeat(40)}`));
      },
      onCheck(check) {
        report(check, options);
        info(dim(`Waiting for a change in exercises/${exercise.name}`));
      },
      onProblem: ({ message }) => info(message),
    },
    settings,
  );
}

function record(name: string): void {
  const passedAt = new Date().toISOString();
  updateProgress(name, (before) => ({ ...before, passedAt }));
}

function recordRow({ document }: Row): void {
  record(document.exercise);
}

function hasPassed({ document }: Row): boolean {
  return document.passed;
}

function nextStep(number: number, { steps }: Workshop): string | undefined {
  const next = steps.find((step) => step.number === number + 1);
  return next && `npm run step ${next.number} (${next.title})`;
}

function assertFit(typed: string | undefined, options: Options): void {
  const { watch, json, solution, trap } = options;
  if (typed === undefined && (watch || trap !== undefined)) {
    const option = watch ? "--watch" : `--trap ${trap}`;
    throw new UserError(
      `Which exercise? Type its number: npm run check 3 -- ${option}`,
    );
  }
  if (watch && json) {
    throw new UserError("--watch has no end, --json one document: choose one.");
  }
  if (solution && trap !== undefined) {
    throw new UserError("--solution and --trap are two answers: choose one.");
  }
}

function parseSeconds(typed: string): number {
  const seconds = Number(typed);
  if (!(seconds > 0 && Number.isFinite(seconds))) {
    throw new InvalidArgumentError("It is a number of seconds, as in 30.");
  }
  return seconds;
}
