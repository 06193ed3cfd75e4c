// Picks the delay before the next worker starts, or gives up on a crash loop.

const FIRST_MS = 100;
const LONGEST_MS = 5000;
const LAST_FAILURE = 8;

/**
 * @param failures in a row, including this one
 * @param random from 0 to 1, as Math.random
 * @returns milliseconds, or "give up"
 */
export function backoffAfter(
  failures: number,
  random: () => number,
): number | "give up" {
  if (failures >= LAST_FAILURE) return "give up";
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  // Jitter: workers that crashed together do not restart together.
  return full * (0.5 + 0.5 * random());
}
