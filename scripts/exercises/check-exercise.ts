// Checks an exercise: the learner's files, the solution, a trap or the starter.
import { realpathSync } from "node:fs";
import { readText } from "../servers/host/read-text";
import { UserError } from "../servers/host/user-error";
import { type Exercise, testFiles, type Workshop } from "./exercise";
import { type RunOptions, runTests } from "./run-tests";
import { startServices } from "./start-services";
import { type Target, withOverlay } from "./target";
import type { TestRun } from "./test-events";

export interface CheckOptions {
  /** How long nothing may happen before the run is stopped; 30 s. */
  readonly silenceMs?: number;
  /** How long a test may take that sets no limit of its own; 5 s. */
  readonly testMs?: number;
  /** Stops the check; its promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly workshop?: Workshop;
  readonly stopsAtTimeout?: boolean | undefined;
  /** For whoever has a process for the tests ready. */
  readonly startProcess?: RunOptions["startProcess"];
}

export interface Check extends TestRun {
  readonly exercise: Exercise;
  readonly target: Target;
  readonly passed: boolean;
  /** Where the checked files are, those that win first. */
  readonly folders: readonly string[];
}

/**
 * Runs an exercise's tests against a target.
 *
 * @throws UserError if the exercise has no tests to run, or cannot have the
 * services that they need
 */
export async function checkExercise(
  exercise: Exercise,
  target: Target,
  options: CheckOptions = {},
): Promise<Check> {
  const { silenceMs = 30_000, workshop, ...given } = options;
  if (testFiles(exercise).length === 0) {
    throw new UserError(
      `exercises/${exercise.name} has no test. If it was deleted, type: git restore exercises/${exercise.name}`,
      1,
    );
  }
  const services = startServices(exercise);
  return withOverlay(
    exercise,
    target,
    async (overlay) => {
      const run = await runTests(exercise, { ...given, overlay, silenceMs });
      // What they failed with explains a run that had to do without.
      await services;
      const folders = [...overlay, exercise.folder].map((each) =>
        realpathSync(each),
      );
      const passed = hasPassed(exercise, run);
      return { ...run, exercise, target, passed, folders };
    },
    workshop,
  );
}

function hasPassed(exercise: Exercise, { tests, obstacle }: TestRun): boolean {
  return (
    obstacle === undefined &&
    tests.some(({ status }) => status === "passed") &&
    tests.every(({ status }) => status !== "failed") &&
    // Skipped for want of a service is no fault; what is hidden is unknown.
    (tests.every(({ status }) => status === "passed") || !hidesTests(exercise))
  );
}

/** Whether a test file hides tests, by `.only` or by `.skip(`. */
export function hidesTests(exercise: Exercise): boolean {
  return testFiles(exercise).some((file) =>
    /\b(?:test|it|describe)\.(?:only\b|skip\()|\b[fx](?:it|describe|test)\(/.test(
      readText(file),
    ),
  );
}
