// What paired samples say of a claimed ratio: held, failed or cannot tell.
import type { TimedContrast } from "../results/results-file";
import { type PairedRun, usablePairs } from "../results/sample";
import { type Comparison, isWithin } from "../statistics/compare";
import type { RatioClaim } from "./claim";
import { compareMetric, comparisonOf, type Measured } from "./compare-metric";
import { undecided } from "./comparison-words";
import { inverted, percent, timesWithin } from "./ratio-words";
import type { Outcome, Verdict } from "./verdict";

/** Judges a claim by the pairs of its workload, if the control allows it. */
export function judgeRatio(
  claim: RatioClaim,
  contrast: TimedContrast,
  confidence: number,
): Verdict {
  const over = (runs: readonly PairedRun[]): Measured =>
    compareMetric(usablePairs(runs), claim.metric, confidence);
  const measured = over(contrast.pairs);
  const controlled = over(contrast.control);
  const doubt = doubtOf(measured, controlled);
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
  };
}

/** Why nothing can be concluded, if that is so. */
export function doubtOf(
  measured: Measured,
  controlled: Measured,
): string | undefined {
  if (typeof measured === "string") return measured;
  if (typeof controlled === "string") return `the A/A control: ${controlled}`;
  // A machine that tells a server from itself tells nothing.
  if (controlled.direction === "cannot tell") return undefined;
  return `the A/A control differs from itself: ${timesWithin(controlled)}`;
}

function outcomeOf(claim: RatioClaim, comparison: Comparison): Outcome {
  const { low, high } = comparison;
  switch (claim.direction) {
    case "at least":
      return low >= claim.ratio ? "held" : failedIf(high < claim.ratio);
    case "at most":
      return high <= claim.ratio ? "held" : failedIf(low > claim.ratio);
    case "between":
      return low >= claim.low && high <= claim.high
        ? "held"
        : failedIf(high < claim.low || low > claim.high);
    case "equivalent": {
      if (isWithin(comparison, claim.margin)) return "held";
      const limit = 1 + claim.margin;
      return failedIf(low > limit || high < 1 / limit);
    }
  }
}

function failedIf(refuted: boolean): Outcome {
  return refuted ? "failed" : "cannot tell";
}

function sentence(
  claim: RatioClaim,
  outcome: Outcome,
  comparison: Comparison | undefined,
  doubt: string | undefined,
): string {
  const claimed = claimInWords(claim);
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

/** The claim with the prediction in its place: "... at least 10× faster ...". */
export function claimInWords(claim: RatioClaim): string {
  return fill(claim, predicted(claim));
}

function fill({ text }: RatioClaim, ratio: string): string {
  return text.replace("{ratio}", ratio);
}

/** "at least 10×"; a ratio below 1 is told as how many times less. */
function predicted(claim: RatioClaim): string {
  if (claim.direction === "equivalent") return `±${percent(claim.margin)}`;
  if (claim.direction === "between") {
    return `${stated(claim.low)} to ${stated(claim.high)}`;
  }
  const { direction, ratio } = claim;
  if (ratio >= 1) return `${direction} ${stated(ratio)}`;
  const turned = direction === "at least" ? "at most" : "at least";
  return `${turned} ${stated(1 / ratio)}`;
}

/** A ratio that somebody chose, with no more digits than they wrote. */
function stated(ratio: number): string {
  return `${Number(ratio.toFixed(2))}×`;
}

/** As the claim tells it: a predicted "less" is told as how many times less. */
function orient(claim: RatioClaim, comparison: Comparison): Comparison {
  const less =
    (claim.direction === "at least" || claim.direction === "at most") &&
    claim.ratio < 1;
  return less ? { ...comparison, ...inverted(comparison) } : comparison;
}
