// Finds starters, solutions and traps whose tests do not end as they should.
import { checkExercise } from "../exercises/check-exercise";
import type { Exercise, Workshop } from "../exercises/exercise";
import type { Target } from "../exercises/target";
import type { TestRun } from "../exercises/test-events";
import type { ProcessPool } from "../exercises/test-process";
import { trapsOf } from "../exercises/traps";

/** The kept starter, the solution, and every trap. */
export function targetsOf(exercise: Exercise): Target[] {
  const traps = trapsOf(exercise);
  return [
    { kind: "starter" },
    { kind: "solution" },
    ...traps.map((trap): Target => ({ kind: "trap", trap })),
  ];
}

interface RunSettings {
  readonly workshop: Workshop;
  readonly skips: boolean;
  readonly pool: ProcessPool;
}

/** A busy machine is no failure. What hangs on purpose takes as long, though. */
const patience = { testMs: 15_000, silenceMs: 180_000 };

/**
 * What is wrong with a run of an exercise: its kept starter must fail by
 * assertions alone, its solution must pass, and each of its traps must fail in
 * the test that it names. `skips` tells whether a skipped test is accepted;
 * the tests run in a process of the pool.
 */
export async function wrongOutcomes(
  exercise: Exercise,
  target: Target,
  { workshop, skips, pool }: RunSettings,
): Promise<string[]> {
  const run = await checkExercise(exercise, target, {
    workshop,
    ...patience,
    startProcess: pool.take,
  });
  return problemsOf(target, run, skips);
}

function problemsOf(target: Target, run: TestRun, skips: boolean): string[] {
  const failed = run.tests.filter(({ status }) => status === "failed");
  const skipped = run.tests.filter(({ status }) => status === "skipped");
  const problems = skipped
    .filter(() => !skips)
    .map(({ name }) => `"${name}" was skipped`);
  if (run.obstacle) {
    return [...problems, `could not be run (${run.obstacle.kind})`];
  }
  if (target.kind === "solution") {
    problems.push(...failed.map(({ name }) => `"${name}" fails`));
  }
  if (target.kind === "starter") {
    if (failed.length === 0) problems.push("it passes");
    problems.push(
      ...failed
        .filter(({ matcher }) => matcher === undefined)
        .map(({ name }) => `"${name}" fails by no assertion`),
    );
  }
  if (target.kind === "trap") {
    const { caughtBy } = target.trap;
    if (!failed.some(({ name }) => name === caughtBy)) {
      problems.push(`not caught by "${caughtBy}"`);
    }
  }
  return problems;
}
