// Judges claims by what was measured or counted: each has held, has failed, or cannot be told.
import type {
  Contrast,
  EventContrast,
  TimedContrast,
} from "../results/results-file";
import { type PairedRun, usablePairs } from "../results/sample";
import { type Comparison, isWithin } from "../statistics/compare";
import type { Claim, CountClaim, GrowthClaim, RatioClaim } from "./claims";
import { countRange, exponentWithin, inverted, timesWithin } from "./format";
import {
  compareMetric,
  comparisonOf,
  countsOf,
  growthOf,
  type Measured,
} from "./measured";
import {
  compareInWords,
  nameOf,
  predictionInWords,
  undecided,
} from "./sentences";

export type Outcome = "held" | "failed" | "cannot tell";

export interface Verdict {
  readonly claim: Claim;
  readonly outcome: Outcome;
  /** The result in words, for people. */
  readonly sentence: string;
  /** B over A; undefined where the claim is no ratio, or nothing compares. */
  readonly comparison: Comparison | undefined;
}

/** The verdicts on a contrast's claims, in the order of their declaration. */
export function judge(contrast: Contrast, confidence: number): Verdict[] {
  if (contrast.type === "event") {
    return contrast.claims.map((claim) => judgeCount(claim, contrast));
  }
  return contrast.claims.map((claim) =>
    "exponent" in claim
      ? judgeGrowth(claim, contrast, confidence)
      : judgeRatio(claim, contrast, confidence),
  );
}

/** Judges a ratio by the pairs of its workload, if the control allows it. */
export function judgeRatio(
  claim: RatioClaim,
  contrast: TimedContrast,
  confidence: number,
): Verdict {
  const over = (runs: readonly PairedRun[]): Measured =>
    compareMetric(usablePairs(runs), claim.metric, confidence);
  const measured = over(contrast.pairs);
  const comparison = comparisonOf(measured);
  const doubt = doubtOf(measured, over(contrast.control));
  if (doubt !== undefined || !comparison) {
    return { ...cannotTell(claim, String(doubt)), comparison };
  }
  const oriented = orient(claim, comparison);
  const ratio = timesWithin(oriented);
  const outcome = ratioOutcome(claim, comparison);
  const held =
    claim.direction === "equivalent"
      ? `${predictionInWords(claim)}: measured ${ratio}`
      : claim.text.replace("{ratio}", ratio);
  const words = {
    held,
    failed: `measured ${ratio}`,
    "cannot tell": `measured ${undecided(oriented)}`,
  };
  return { ...verdict(claim, outcome, words), comparison };
}

/** Judges how a figure grows with the number of users. */
export function judgeGrowth(
  claim: GrowthClaim,
  contrast: TimedContrast,
  confidence: number,
): Verdict {
  const { metric, side, exponent, direction } = claim;
  const grown = growthOf(contrast, side, metric, confidence);
  if (!grown) return cannotTell(claim, "too few sizes count");
  const measured = exponentWithin(grown);
  const bounds =
    direction === "grows by at most" ? { most: exponent } : { least: exponent };
  return verdict(claim, outcomeOf(grown, bounds), {
    held: claim.text.replace("{exponent}", measured),
    failed: `measured ${measured}`,
    "cannot tell": `measured ${measured}`,
  });
}

/** Judges a count, which fails by one run that counted otherwise. */
export function judgeCount(
  claim: CountClaim,
  { runs }: EventContrast,
): Verdict {
  const counts = countsOf(runs, claim);
  if (counts.length === 0) return cannotTell(claim, "nothing was counted");
  const counted = countRange(counts);
  const agreed = counts.every((count) => agrees(count, claim));
  return verdict(claim, agreed ? "held" : "failed", {
    held: claim.text.replace("{count}", counted),
    failed: `counted ${counted}`,
    "cannot tell": "",
  });
}

export interface Conclusion {
  /** Where B stands. */
  readonly direction: Comparison["direction"];
  /** For people. */
  readonly sentence: string;
  readonly comparison: Comparison | undefined;
  /** A against itself. */
  readonly control: Comparison | undefined;
}

/**
 * What a contrast's headline metric says, where nothing was claimed of it:
 * nothing where the A/A control fails.
 */
export function conclude(
  contrast: TimedContrast,
  confidence: number,
): Conclusion {
  const { a, b, headline } = contrast;
  const over = (runs: readonly PairedRun[]): Measured =>
    compareMetric(usablePairs(runs), headline, confidence);
  const [measured, controlled] = [over(contrast.pairs), over(contrast.control)];
  const comparison = comparisonOf(measured);
  const control = comparisonOf(controlled);
  const doubt = doubtOf(measured, controlled);
  if (doubt !== undefined || !comparison) {
    const sentence = `cannot tell ${b} from ${a} by ${nameOf(headline)}: ${doubt}`;
    return { direction: "cannot tell", sentence, comparison, control };
  }
  return {
    direction: comparison.direction,
    sentence: compareInWords(headline, { a, b }, comparison),
    comparison,
    control,
  };
}

/** Why nothing can be concluded, if that is so. */
function doubtOf(measured: Measured, controlled: Measured): string | undefined {
  if (typeof measured === "string") return measured;
  if (typeof controlled === "string") return `the A/A control: ${controlled}`;
  // If a machine tells a server from itself, its run is inconclusive.
  if (controlled.direction === "cannot tell") return undefined;
  return `the A/A control differs from itself: ${timesWithin(controlled)}`;
}

function ratioOutcome(claim: RatioClaim, comparison: Comparison): Outcome {
  switch (claim.direction) {
    case "at least":
      return outcomeOf(comparison, { least: claim.ratio });
    case "at most":
      return outcomeOf(comparison, { most: claim.ratio });
    case "between":
      return outcomeOf(comparison, { least: claim.low, most: claim.high });
    case "equivalent": {
      if (isWithin(comparison, claim.margin)) return "held";
      const most = 1 + claim.margin;
      return outcomeOf(comparison, { least: 1 / most, most });
    }
  }
}

/** Held if the whole interval is inside the bounds, failed if none of it is. */
function outcomeOf(
  { low, high }: { readonly low: number; readonly high: number },
  { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY },
): Outcome {
  if (low >= least && high <= most) return "held";
  return high < least || low > most ? "failed" : "cannot tell";
}

function agrees(count: number, claim: CountClaim): boolean {
  switch (claim.direction) {
    case "exactly":
      return count === claim.count;
    case "at least":
      return count >= claim.count;
    case "at most":
      return count <= claim.count;
  }
}

/** As the claim tells it: a predicted "less" is told as how many times less. */
function orient(claim: RatioClaim, comparison: Comparison): Comparison {
  const less =
    (claim.direction === "at least" || claim.direction === "at most") &&
    claim.ratio < 1;
  return less ? { ...comparison, ...inverted(comparison) } : comparison;
}

/** @param words by outcome; but for "held", what follows the claim. */
function verdict(
  claim: Claim,
  outcome: Outcome,
  words: Readonly<Record<Outcome, string>>,
): Verdict {
  const claimed = predictionInWords(claim);
  const sentence = {
    held: words.held,
    failed: `failed: ${claimed}; ${words.failed}`,
    "cannot tell": `cannot tell whether ${claimed}: ${words["cannot tell"]}`,
  }[outcome];
  return { claim, outcome, sentence, comparison: undefined };
}

function cannotTell(claim: Claim, why: string): Verdict {
  return verdict(claim, "cannot tell", {
    held: "",
    failed: "",
    "cannot tell": why,
  });
}
