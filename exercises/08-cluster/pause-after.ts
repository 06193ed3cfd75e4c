// Decides after which pause the next worker starts, or that it is enough.

/**
 * TODO 1: 100 ms after the first failure, twice as long after each further one,
 * and never longer than 5 seconds; drawn by lot between half of that and all of
 * it. The eighth failure in a row is the last one.
 *
 * @param failures in a row, this one included
 * @param random from 0 to 1, as Math.random
 * @returns milliseconds, or "give up"
 */
export function pauseAfter(
  _failures: number,
  _random: () => number,
): number | "give up" {
  return 0;
}
