// Checks every exercise, a few at a time, and shows them as a table.
import { availableParallelism } from "node:os";
import { UserError } from "../servers/host/user-error";
import { type CheckDocument, checkDocument } from "./check-document";
import { type CheckOptions, checkExercise } from "./check-exercise";
import { type Exercise, exerciseOf, type Workshop } from "./exercise";
import { findingsOf } from "./explain-check";
import type { Colours } from "./show-check";
import type { Target } from "./target";

export interface Row {
  readonly exercise: Exercise;
  readonly document: CheckDocument;
  /** The first behaviour that does not hold. */
  readonly first?: string | undefined;
}

/** Checks all exercises of a workshop; the rows come in their order. */
export async function checkAll(
  workshop: Workshop,
  target: Target,
  options: CheckOptions = {},
): Promise<Row[]> {
  const exercises = workshop.steps.map((step) => exerciseOf(step, workshop));
  const rows: Row[] = [];
  const waiting = exercises.entries();
  const work = async () => {
    for (const [index, exercise] of waiting) {
      rows[index] = await checkRow(exercise, target, { ...options, workshop });
    }
  };
  // Each check is a process that compiles: more of them than cores gain nothing.
  const workers = Math.min(availableParallelism(), 4);
  await Promise.all(Array.from({ length: workers }, work));
  return rows;
}

async function checkRow(
  exercise: Exercise,
  target: Target,
  options: CheckOptions,
): Promise<Row> {
  try {
    const check = await checkExercise(exercise, target, options);
    const first = findingsOf(check)[0]?.name;
    return { exercise, document: checkDocument(check), first };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const document = {
      exercise: exercise.name,
      target: target.kind,
      passed: false,
      tests: [],
    };
    return { exercise, document, first: error.message };
  }
}

/** One line an exercise: how much holds, and what does not first. */
export function showRows(rows: readonly Row[], c: Colours): string {
  const width = Math.max(...rows.map(({ exercise }) => exercise.name.length));
  const lines = rows.map(({ exercise, document, first }) => {
    const { passed, tests } = document;
    const held = tests.filter(({ status }) => status === "passed").length;
    const ran = tests.filter(({ status }) => status !== "skipped").length;
    const paint = passed ? c.green : c.red;
    return [
      `  ${exercise.name.padEnd(width)} `,
      paint(`${held} of ${ran}`.padStart(8)),
      passed ? "" : ` ${first ?? ""}`,
    ]
      .join(" ")
      .trimEnd();
  });
  const passed = rows.filter(({ document }) => document.passed).length;
  return [
    c.bold(`  ${"exercise".padEnd(width)}     holds  the first that does not`),
    ...lines,
    "",
    `${passed} of ${rows.length} exercises pass.`,
    "",
  ].join("\n");
}
