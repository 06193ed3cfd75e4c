// The verdict on a claim, whatever kind of claim it is.
import type { Contrast, TimedContrast } from "../results/results-file";
import type { Comparison } from "../statistics/compare";
import type { Claim } from "./claim";
import { judgeCount } from "./count-verdict";
import { judgeGrowth } from "./growth-verdict";
import { judgeRatio } from "./ratio-verdict";

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
  return contrast.claims.map((claim) => judgeOne(claim, contrast, confidence));
}

function judgeOne(
  claim: TimedContrast["claims"][number],
  contrast: TimedContrast,
  confidence: number,
): Verdict {
  return "exponent" in claim
    ? judgeGrowth(claim, contrast, confidence)
    : judgeRatio(claim, contrast, confidence);
}
