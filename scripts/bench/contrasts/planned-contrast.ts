// A contrast that is to be measured: two sides, a workload, claims; as a step declares it in its contrasts.json.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../servers/host/paths";
import { contenderSide, fleetSide, type Side, stepSide } from "../sides/sides";
import { Claim } from "../verdicts/claims";
import { list } from "../workloads/timed-workloads";
import type { Workload } from "../workloads/workload";
import { findWorkload } from "../workloads/workloads";

/** Answers that this step changes, and why: no other difference is allowed. */
export const Change = z.strictObject({
  /** As the equivalence check names them: "header x-request-id", "body". */
  differences: z.array(z.string()).nonempty(),
  why: z.string(),
});
export type Change = z.infer<typeof Change>;

export const SideEnvironment = z.record(z.string(), z.string()).default({});

/** A tiny server that exists only to be compared with another one. */
export const DeclaredContender = z.strictObject({
  contender: z.string(),
  name: z.string(),
  env: SideEnvironment,
});

/** A tiny server; or so many nodes of the step, behind nginx. */
const DeclaredSide = z.union([
  DeclaredContender,
  z.strictObject({ nodes: z.int().positive(), name: z.string() }),
]);
type DeclaredSide = z.infer<typeof DeclaredSide>;

const DeclaredContrast = z.strictObject({
  workload: z.string(),
  /** Two others in place of the step before and the step. */
  sides: z.strictObject({ a: DeclaredSide, b: DeclaredSide }).optional(),
  claims: z.array(Claim).default([]),
});
type DeclaredContrast = z.infer<typeof DeclaredContrast>;

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
function changesBetween(a: Step, b: Step): Change[] {
  const [low, high] = [a.number, b.number].sort((x, y) => x - y);
  return steps
    .filter(({ number }) => number > Number(low) && number <= Number(high))
    .flatMap((step) => declarationOf(step).changes);
}

export interface PlannedContrast {
  readonly workload: Workload;
  readonly a: Side;
  readonly b: Side;
  /** The step whose contrast it is. */
  readonly step?: number;
  /** A further contrast gets fewer pairs, and none at all in a quick run. */
  readonly rank: "main" | "further";
  readonly changes: readonly Change[];
  readonly claims: readonly Claim[];
  /** What has to be known of the sides. */
  readonly notes: readonly string[];
  /** Measured together with the others that have the same one. */
  readonly round?: Round;
}

/** Contrasts that share sides, each of which runs once in a round. */
export interface Round {
  /** So many fresh servers of each side, in a normal run. */
  readonly times: number;
  /** Where sides take longer to be compiled than most: milliseconds, at least. */
  readonly warmupMs?: number;
}

/** The contrasts that a step declares; of a step without any, its list. */
export function contrastsOfStep(step: Step): PlannedContrast[] {
  const before = stepBefore(step);
  if (!before) return [];
  const { contrasts } = declarationOf(step);
  if (contrasts.length === 0) return [contrastOfSteps(before, step, list)];
  let main = true;
  return contrasts.map((declared) => {
    const planned = plan(declared, before, step);
    const isTimed = planned.workload.type === "timed";
    const rank = main || !isTimed ? "main" : "further";
    if (isTimed) main = false;
    return { ...planned, rank };
  });
}

/** Any two steps on a workload, without claims. */
export function contrastOfSteps(
  a: Step,
  b: Step,
  workload: Workload,
): PlannedContrast {
  const again = a.number === b.number ? " again" : "";
  return {
    workload,
    a: stepSide(a),
    b: { ...stepSide(b), name: `step ${b.number}${again}` },
    rank: "main",
    changes: changesBetween(a, b),
    claims: [],
    notes: [],
  };
}

/** Every step against the one before it: on the list, and on what is its own. */
export function journey(): PlannedContrast[] {
  return steps.flatMap((step) => {
    const before = stepBefore(step);
    if (!before) return [];
    const own = contrastsOfStep(step);
    const between = contrastOfSteps(before, step, list);
    const hasList = own.some(
      ({ workload, a, b }) =>
        workload === list &&
        a.name === between.a.name &&
        b.name === between.b.name,
    );
    return hasList ? own : [{ ...between, step: step.number }, ...own];
  });
}

export function stepBefore(step: Step): Step | undefined {
  return steps.find(({ number }) => number === step.contrast);
}

function plan(
  { workload, sides, claims }: DeclaredContrast,
  before: Step,
  step: Step,
): PlannedContrast {
  const contrast = {
    ...contrastOfSteps(before, step, findWorkload(workload)),
    step: step.number,
    claims,
  };
  if (!sides) return contrast;
  return {
    ...contrast,
    a: declaredSide(sides.a, step),
    b: declaredSide(sides.b, step),
    changes: [],
  };
}

function declaredSide(side: DeclaredSide, step: Step): Side {
  if ("contender" in side) {
    return contenderSide(side.contender, side.name, side.env);
  }
  return fleetSide(step, side.nodes, side.name);
}
