// A contrast that is to be measured: two sides, a workload, claims.
import { type Step, steps } from "../../../steps/steps";
import { contenderSide } from "../sides/contender-side";
import { fleetSide } from "../sides/fleet-side";
import type { Side } from "../sides/side";
import { stepSide } from "../sides/step-side";
import type { Claim } from "../verdicts/claim";
import { list } from "../workloads/list";
import type { Workload } from "../workloads/workload";
import { findWorkload } from "../workloads/workloads";
import {
  type Change,
  changesBetween,
  type DeclaredContrast,
  type DeclaredSide,
  declarationOf,
} from "./declaration";

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
  return "contender" in side
    ? contenderSide(side.contender, side.name)
    : fleetSide(step, side.nodes, side.name);
}
