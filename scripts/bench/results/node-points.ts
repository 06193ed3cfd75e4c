// What several numbers of nodes did, in the newest run that has measured them.
import { basename } from "node:path";
import { steps } from "../../../steps/steps";
import { declarationOf } from "../contrasts/planned-contrast";
import type { Point } from "../statistics/curves";
import {
  type Contrast,
  readableResults,
  resultsFiles,
  type TimedContrast,
} from "./results-file";
import { figure, usablePairs } from "./sample";

export interface MeasuredPoints {
  /** One for each sample that counts. */
  readonly points: readonly Point[];
  /** What was typed for them, as "npm run bench 13". */
  readonly command: string;
  /** The name of the file that they are in. */
  readonly file: string;
}

/** Undefined where no run has measured two numbers of nodes. */
export function measuredPoints(): MeasuredPoints | undefined {
  for (const file of resultsFiles()) {
    const results = readableResults(file);
    const points = results?.contrasts.flatMap(pointsOf) ?? [];
    if (!results || new Set(points.map(({ n }) => n)).size < 2) continue;
    return { points, command: results.command, file: basename(file) };
  }
  return undefined;
}

function pointsOf(contrast: Contrast): Point[] {
  const nodes = contrast.type === "timed" && nodesOf(contrast);
  if (!nodes) return [];
  return usablePairs(contrast.pairs).flatMap((pair) =>
    (["a", "b"] as const).flatMap((side) => {
      const rate = figure(pair[side], { measure: "throughput" });
      return rate ? [{ n: nodes[side], rate }] : [];
    }),
  );
}

/** A file has the names of the sides; how many nodes they are is declared. */
function nodesOf(
  contrast: TimedContrast,
): { a: number; b: number } | undefined {
  const step = steps.find(({ number }) => number === contrast.step);
  const declared = step ? declarationOf(step).contrasts : [];
  for (const { workload, sides } of declared) {
    if (workload !== contrast.workload || !sides) continue;
    const { a, b } = sides;
    if (!("nodes" in a) || !("nodes" in b)) continue;
    const isIt = a.name === contrast.a && b.name === contrast.b;
    if (isIt) return { a: a.nodes, b: b.nodes };
  }
  return undefined;
}
