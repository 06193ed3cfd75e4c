// What paired samples say of a claim: held, failed or cannot tell, in words.
import type { Claim } from "./claim";
import { undecided } from "./comparison-words";
import { lostRequests } from "./generator/ledger";
import { figure, type Metric } from "./metric";
import { inverted, percent, times, timesWithin } from "./ratio-words";
import { type Contrast, type PairedRun, usablePairs } from "./sample";
import {
  type Comparison,
  compare,
  isWithin,
  type Pair,
} from "./statistics/compare";
import { detectableEffect } from "./statistics/detectable-effect";

export interface Verdict {
  readonly claim: Claim;
  readonly outcome: "held" | "failed" | "cannot tell";
  /** The result in words, for people. */
  readonly sentence: string;
  /** B over A; undefined where there is nothing to compare. */
  readonly comparison: Comparison | undefined;
  /** A over A; undefined where none was measured. */
  readonly control: Comparison | undefined;
  /** The smallest difference that so many pairs find in 80 of 100 runs. */
  readonly detectable: number;
  /** Requests that ended otherwise than expected, over the pairs that count. */
  readonly failures: { readonly a: Failures; readonly b: Failures };
}

export interface Failures {
  readonly sent: number;
  readonly lost: number;
  readonly unexpected: number;
}

/** Judges a claim by the pairs of its workload. */
export function judge(
  claim: Claim,
  contrast: Contrast,
  confidence = 0.95,
): Verdict {
  const runs = usablePairs(contrast.pairs);
  const measured = compareMetric(runs, claim.metric, confidence);
  const controlled = compareMetric(
    usablePairs(contrast.control),
    claim.metric,
    confidence,
  );
  const doubt =
    unmeasured(measured, "") ??
    unmeasured(controlled, "the A/A control: ") ??
    controlDoubt(controlled);
  const comparison = comparisonOf(measured);
  const outcome =
    doubt === undefined && comparison
      ? outcomeOf(claim, comparison)
      : "cannot tell";
  return {
    claim,
    outcome,
    sentence: sentence(claim, outcome, comparison, doubt),
    comparison,
    control: comparisonOf(controlled),
    detectable: comparison ? detectable(comparison) : Number.POSITIVE_INFINITY,
    failures: {
      a: failuresOf(runs.map(({ a }) => a)),
      b: failuresOf(runs.map(({ b }) => b)),
    },
  };
}

/** A comparison, or why there is none. */
type Measured = Comparison | string;

/** Compares one metric over pairs that count. */
export function compareMetric(
  runs: readonly PairedRun[],
  metric: Metric,
  confidence = 0.95,
): Measured {
  if (runs.length === 0) return "no pair of samples counts";
  const pairs: Pair[] = [];
  for (const run of runs) {
    const [a, b] = [figure(run.a, metric), figure(run.b, metric)];
    if (!a || !b) return `${metric.measure} has no figure above 0 in a sample`;
    pairs.push({ a, b });
  }
  return compare(pairs, confidence);
}

function unmeasured(measured: Measured, whose: string): string | undefined {
  return typeof measured === "string" ? `${whose}${measured}` : undefined;
}

function comparisonOf(measured: Measured): Comparison | undefined {
  return typeof measured === "string" ? undefined : measured;
}

/** A machine that tells a server from itself tells nothing. */
function controlDoubt(control: Measured): string | undefined {
  if (typeof control === "string") return undefined;
  if (control.direction === "cannot tell") return undefined;
  return `the A/A control differs from itself: ${timesWithin(control)}`;
}

function outcomeOf(claim: Claim, comparison: Comparison): Verdict["outcome"] {
  const { low, high } = comparison;
  switch (claim.direction) {
    case "at least":
      return low >= claim.ratio ? "held" : failedIf(high < claim.ratio);
    case "at most":
      return high <= claim.ratio ? "held" : failedIf(low > claim.ratio);
    case "equivalent": {
      if (isWithin(comparison, claim.margin)) return "held";
      const limit = 1 + claim.margin;
      return failedIf(low > limit || high < 1 / limit);
    }
  }
}

function failedIf(refuted: boolean): "failed" | "cannot tell" {
  return refuted ? "failed" : "cannot tell";
}

function sentence(
  claim: Claim,
  outcome: Verdict["outcome"],
  comparison: Comparison | undefined,
  doubt: string | undefined,
): string {
  const claimed = fill(claim, predicted(claim));
  if (doubt !== undefined || !comparison) {
    return `cannot tell whether ${claimed}: ${doubt}`;
  }
  const oriented = orient(claim, comparison);
  const measured = timesWithin(oriented);
  if (outcome === "failed") return `failed: ${claimed}; measured ${measured}`;
  if (outcome === "cannot tell") {
    return `cannot tell whether ${claimed}: measured ${undecided(oriented)}`;
  }
  return claim.direction === "equivalent"
    ? `${claimed}: measured ${measured}`
    : fill(claim, measured);
}

function fill({ text }: Claim, ratio: string): string {
  return text.replace("{ratio}", ratio);
}

/** "at least 10×"; a ratio below 1 is told as how many times less. */
function predicted(claim: Claim): string {
  if (claim.direction === "equivalent") return `±${percent(claim.margin)}`;
  const { direction, ratio } = claim;
  if (ratio >= 1) return `${direction} ${times(ratio)}`;
  const turned = direction === "at least" ? "at most" : "at least";
  return `${turned} ${times(1 / ratio)}`;
}

/** As the claim tells it: a predicted "less" is told as how many times less. */
function orient(claim: Claim, comparison: Comparison): Comparison {
  const less = claim.direction !== "equivalent" && claim.ratio < 1;
  return less ? { ...comparison, ...inverted(comparison) } : comparison;
}

function detectable({ pairs, deviation, confidence }: Comparison): number {
  return detectableEffect(pairs, deviation, { confidence });
}

function failuresOf(samples: readonly PairedRun["a"][]): Failures {
  let [sent, lost, unexpected] = [0, 0, 0];
  for (const { load } of samples) {
    sent += load.ledger.sent;
    lost += lostRequests(load.ledger);
    unexpected += load.ledger.unexpectedStatus;
  }
  return { sent, lost, unexpected };
}
