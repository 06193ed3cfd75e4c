// Trap: the article's restart, with a pause. A build that cannot start is started
// again for ever, and nobody is told.
// Caught by: backoffAfter › gives up at the eighth failure in a row

const FIRST_MS = 100;
const LONGEST_MS = 5000;

/**
 * @param failures in a row, including this one
 * @param random from 0 to 1, as Math.random
 * @returns milliseconds, or "give up"
 */
export function backoffAfter(
  failures: number,
  random: () => number,
): number | "give up" {
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  // Jitter: workers that crashed together do not restart together.
  return full * (0.5 + 0.5 * random());
}
