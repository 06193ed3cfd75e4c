// How small a difference a number of pairs can find, and the reverse.
import { studentQuantile } from "./student-t";

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
