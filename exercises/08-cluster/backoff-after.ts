// Picks the delay before the next worker starts, or gives up on a crash loop.

/**
 * TODO 1: exponential backoff with jitter. 100 ms after the first failure, twice as
 * long after each further one, 5 seconds at most; then a random delay between half
 * of that and all of it. At the eighth failure in a row, give up.
 *
 * @param failures in a row, including this one
 * @param random from 0 to 1, as Math.random
 * @returns milliseconds, or "give up"
 */
export function backoffAfter(
  _failures: number,
  _random: () => number,
): number | "give up" {
  return 0;
}
