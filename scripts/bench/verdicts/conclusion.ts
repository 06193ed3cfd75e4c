// What a contrast's headline metric says, where nothing was claimed of it.
import type { TimedContrast } from "../results/results-file";
import { type PairedRun, usablePairs } from "../results/sample";
import type { Comparison } from "../statistics/compare";
import { compareMetric, comparisonOf, type Measured } from "./compare-metric";
import { compareInWords, nameOf } from "./comparison-words";
import { doubtOf } from "./ratio-verdict";

export interface Conclusion {
  /** Where B stands. */
  readonly direction: Comparison["direction"];
  /** For people. */
  readonly sentence: string;
  readonly comparison: Comparison | undefined;
  /** A against itself. */
  readonly control: Comparison | undefined;
}

/** Concludes nothing where the A/A control fails. */
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
