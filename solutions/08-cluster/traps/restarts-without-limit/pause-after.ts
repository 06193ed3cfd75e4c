// Trap: the article's restart, with a pause. A build that cannot start is started
// again for ever, and nobody is told.
// Caught by: pauseAfter › gives up at the eighth failure in a row

const FIRST_MS = 100;
const LONGEST_MS = 5000;

/**
 * @param failures in a row, this one included
 * @param random from 0 to 1, as Math.random
 * @returns milliseconds, or "give up"
 */
export function pauseAfter(
  failures: number,
  random: () => number,
): number | "give up" {
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  // Those that fell together do not come back together.
  return full * (0.5 + 0.5 * random());
}
