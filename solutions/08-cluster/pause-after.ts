// Decides after which pause the next worker starts, or that it is enough.

const FIRST_MS = 100;
const LONGEST_MS = 5000;
const LAST_FAILURE = 8;

/**
 * @param failures in a row, this one included
 * @param random from 0 to 1, as Math.random
 * @returns milliseconds, or "give up"
 */
export function pauseAfter(
  failures: number,
  random: () => number,
): number | "give up" {
  if (failures >= LAST_FAILURE) return "give up";
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  // Those that fell together do not come back together.
  return full * (0.5 + 0.5 * random());
}
