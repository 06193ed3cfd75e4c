// What a step declares beside its lesson: its contrasts, and what it predicts.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../servers/host/paths";
import { Claim } from "../verdicts/claim";

/** Answers that this step changes, and why: no other difference is allowed. */
export const Change = z.strictObject({
  /** As the equivalence check names them: "header x-request-id", "body". */
  differences: z.array(z.string()).nonempty(),
  why: z.string(),
});
export type Change = z.infer<typeof Change>;

/** A tiny server; or so many nodes of the step, behind nginx. */
const DeclaredSide = z.union([
  z.strictObject({ contender: z.string(), name: z.string() }),
  z.strictObject({ nodes: z.int().positive(), name: z.string() }),
]);
export type DeclaredSide = z.infer<typeof DeclaredSide>;

export const DeclaredContrast = z.strictObject({
  workload: z.string(),
  /** Two others in place of the step before and the step. */
  sides: z.strictObject({ a: DeclaredSide, b: DeclaredSide }).optional(),
  claims: z.array(Claim).default([]),
});
export type DeclaredContrast = z.infer<typeof DeclaredContrast>;

/** The file `contrasts.json` in a step's folder; the first contrast is its main one. */
export const Declaration = z.strictObject({
  changes: z.array(Change).default([]),
  contrasts: z.array(DeclaredContrast).default([]),
});
export type Declaration = z.infer<typeof Declaration>;

/** Nothing, where the step has no such file. */
export function declarationOf(step: Step): Declaration {
  const file = join(stepDirectory(step), "contrasts.json");
  if (!existsSync(file)) return { changes: [], contrasts: [] };
  return Declaration.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** What the steps between two, the higher one included, have changed. */
export function changesBetween(a: Step, b: Step): Change[] {
  const [low, high] = [a.number, b.number].sort((x, y) => x - y);
  return steps
    .filter(({ number }) => number > Number(low) && number <= Number(high))
    .flatMap((step) => declarationOf(step).changes);
}
