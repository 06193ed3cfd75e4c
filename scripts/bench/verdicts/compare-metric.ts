// Compares one metric of the two sides over the pairs that count.
import {
  figure,
  type Metric,
  type PairedRun,
  type Sample,
} from "../results/sample";
import { type Comparison, compare, type Pair } from "../statistics/compare";

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
