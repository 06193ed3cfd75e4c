// What paired measurements say of the ratio of two sides, and how small a difference they can find.
import { meanInterval, studentQuantile } from "./student-t";

/** One figure, measured on both sides of a contrast, close in time. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

export interface Comparison {
  readonly pairs: number;
  /** B over A: the geometric mean of the pairs' ratios. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  /** Standard deviation of one pair's log-ratio. */
  readonly deviation: number;
  /** Where B stands; "cannot tell" where the interval includes 1. */
  readonly direction: "higher" | "lower" | "cannot tell";
}

/**
 * Compares by the mean of log(B / A), back as a ratio. Logarithms make twice
 * and half equally far from equal, and turn the noise of a machine, which
 * multiplies, into noise that adds.
 *
 * @throws RangeError for a figure that is not positive, or without pairs.
 */
export function compare(pairs: readonly Pair[], confidence = 0.95): Comparison {
  const interval = meanInterval(pairs.map(logRatio), confidence);
  return {
    pairs: pairs.length,
    ratio: Math.exp(interval.mean),
    low: Math.exp(interval.low),
    high: Math.exp(interval.high),
    confidence,
    deviation: interval.deviation,
    direction:
      interval.low > 0 ? "higher" : interval.high < 0 ? "lower" : "cannot tell",
  };
}

/**
 * Whether the whole interval lies inside the margin: "no difference beyond
 * ±5 %" for 0.05. The margin is symmetric as a ratio, from 1 / 1.05 to 1.05.
 * Two one-sided tests would allow a 90 % interval (Schuirmann, 1987); the
 * shown interval is used, so that a reader can check the verdict by eye.
 */
export function isWithin(comparison: Comparison, margin: number): boolean {
  const limit = 1 + margin;
  return comparison.low >= 1 / limit && comparison.high <= limit;
}

function logRatio({ a, b }: Pair): number {
  if (!(a > 0 && b > 0)) {
    throw new RangeError(`a ratio needs positive figures: ${b} over ${a}`);
  }
  return Math.log(b / a);
}

export interface Test {
  readonly confidence?: number;
  /** The share of runs that should find an effect of that size. */
  readonly power?: number;
}

/**
 * The smallest difference that so many pairs find in 80 of 100 runs, as a
 * share: 0.05 for "a factor of 1.05, or 1 / 1.05". `deviation` is that of one
 * pair's log-ratio. By (t(1 - α/2) + t(power)) · s / √n, within 1 % of the
 * exact non-central t from six pairs on. Infinite below two pairs.
 */
export function detectableEffect(
  pairs: number,
  deviation: number,
  { confidence = 0.95, power = 0.8 }: Test = {},
): number {
  if (pairs < 2) return Number.POSITIVE_INFINITY;
  const quantiles =
    studentQuantile((1 + confidence) / 2, pairs - 1) +
    studentQuantile(power, pairs - 1);
  return Math.expm1((quantiles * deviation) / Math.sqrt(pairs));
}

/** The fewest pairs that find a difference of that share (0.05 for 5 %). */
export function pairsNeeded(
  effect: number,
  deviation: number,
  test: Test = {},
): number {
  if (!(effect > 0)) throw new RangeError(`an effect above 0: ${effect}`);
  let pairs = 2;
  while (detectableEffect(pairs, deviation, test) > effect) pairs++;
  return pairs;
}
