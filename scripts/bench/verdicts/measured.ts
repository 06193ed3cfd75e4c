// What the samples of a contrast say: how the sides compare, how each grows with the users, what was counted.
import type { EventContrast, TimedContrast } from "../results/results-file";
import {
  figure,
  type Metric,
  type PairedRun,
  type Sample,
  usablePairs,
} from "../results/sample";
import { type Comparison, compare, type Pair } from "../statistics/compare";
import {
  type Exponent,
  fitExponent,
  type Observation,
} from "../statistics/curves";

/** A comparison, or why there is none. */
export type Measured = Comparison | string;

/** Of B over A. */
export function compareMetric(
  runs: readonly PairedRun[],
  metric: Metric,
  confidence: number,
): Measured {
  if (runs.length === 0) return "no pair of samples counts";
  if (runs.length < FEWEST) return `only ${runs.length} of the pairs count`;
  const pairs: Pair[] = [];
  for (const run of runs) {
    const [a, b] = [figure(run.a, metric), figure(run.b, metric)];
    if (!a || !b) return `${metric.measure} has no figure above 0 in a sample`;
    pairs.push({ a, b });
  }
  return compare(pairs, confidence);
}

/** From fewer no interval is narrow enough to say anything. */
const FEWEST = 3;

export function comparisonOf(measured: Measured): Comparison | undefined {
  return typeof measured === "string" ? undefined : measured;
}

/** The metric's figures in the samples that have one. */
export function figuresOf(
  samples: readonly Sample[],
  metric: Metric,
): number[] {
  return samples
    .map((sample) => figure(sample, metric))
    .filter((value) => value !== undefined);
}

/** Whether a contrast was measured at several numbers of users. */
export function isGrowth({ pairs }: Pick<TimedContrast, "pairs">): boolean {
  return new Set(pairs.map(({ a }) => a.users)).size > 1;
}

/** The fitted exponent of one side; undefined without two sizes and a rest. */
export function growthOf(
  { pairs }: Pick<TimedContrast, "pairs">,
  side: "a" | "b",
  metric: Metric,
  confidence: number,
): Exponent | undefined {
  const observations = usablePairs(pairs).flatMap((pair): Observation[] => {
    const value = figure(pair[side], metric);
    return value ? [{ size: pair[side].users, figure: value }] : [];
  });
  const sizes = new Set(observations.map(({ size }) => size));
  if (sizes.size < 2 || observations.length < 3) return undefined;
  return fitExponent(observations, confidence);
}

/** What a side counted under a name, run by run. */
export function countsOf(
  runs: EventContrast["runs"],
  { side, counted }: { readonly side: "a" | "b"; readonly counted: string },
): number[] {
  return runs
    .filter((run) => run.side === side)
    .map(({ counts }) => counts[counted])
    .filter((count) => count !== undefined);
}
