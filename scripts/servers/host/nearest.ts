// The word of a list that a mistyped word is most likely to have meant.

/**
 * The candidate with the smallest Levenshtein distance to what was typed;
 * undefined where even that one differs in most of its letters.
 */
export function nearest(
  typed: string,
  candidates: readonly string[],
): string | undefined {
  let best: string | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(typed.toLowerCase(), candidate);
    const tolerated = Math.max(typed.length, candidate.length) / 2;
    if (distance > tolerated || distance >= smallest) continue;
    best = candidate;
    smallest = distance;
  }
  return best;
}

/** Levenshtein's distance, by the two-row form of Wagner and Fischer. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
