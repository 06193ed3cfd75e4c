// How a figure grows with the number of users, and what was claimed of it.
import type { TimedContrast } from "../results/results-file";
import { figure, type Metric, usablePairs } from "../results/sample";
import {
  type Exponent,
  fitExponent,
  type Observation,
} from "../statistics/curves";
import type { GrowthClaim } from "./claim";
import type { Outcome, Verdict } from "./verdict";

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

/** Whether a contrast was measured at several numbers of users. */
export function isGrowth({ pairs }: Pick<TimedContrast, "pairs">): boolean {
  return new Set(pairs.map(({ a }) => a.users)).size > 1;
}

export function judgeGrowth(
  claim: GrowthClaim,
  contrast: TimedContrast,
  confidence: number,
): Verdict {
  const { metric, side, exponent, direction } = claim;
  const grown = growthOf(contrast, side, metric, confidence);
  const predicted = direction.replace("grows by ", "");
  const claimed = claim.text.replace("{exponent}", `${predicted} ${exponent}`);
  if (!grown) {
    const sentence = `cannot tell whether ${claimed}: too few sizes count`;
    return { claim, outcome: "cannot tell", sentence, comparison: undefined };
  }
  const outcome = outcomeOf(claim, grown);
  const measured = exponentWithin(grown);
  const sentence = {
    held: claim.text.replace("{exponent}", measured),
    failed: `failed: ${claimed}; measured ${measured}`,
    "cannot tell": `cannot tell whether ${claimed}: measured ${measured}`,
  }[outcome];
  return { claim, outcome, sentence, comparison: undefined };
}

/** "0.98 (0.91 to 1.05)". */
export function exponentWithin({ exponent, low, high }: Exponent): string {
  const [k, from, to] = [exponent, low, high].map((x) => x.toFixed(2));
  return `${k} (${from} to ${to})`;
}

function outcomeOf(claim: GrowthClaim, { low, high }: Exponent): Outcome {
  const { exponent } = claim;
  if (claim.direction === "grows by at most") {
    if (high <= exponent) return "held";
    return low > exponent ? "failed" : "cannot tell";
  }
  if (low >= exponent) return "held";
  return high < exponent ? "failed" : "cannot tell";
}
