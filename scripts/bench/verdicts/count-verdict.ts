// What the counts of an event say of a claim: every run has to agree with it.
import type { EventContrast } from "../results/results-file";
import type { CountClaim } from "./claim";
import type { Verdict } from "./verdict";

/** A claim fails by one run that counted otherwise. */
export function judgeCount(
  claim: CountClaim,
  { runs }: EventContrast,
): Verdict {
  const counts = countsOf(runs, claim);
  const claimed = claim.text.replace("{count}", predicted(claim));
  if (counts.length === 0) {
    return verdict(
      claim,
      "cannot tell",
      `cannot tell whether ${claimed}: nothing was counted`,
    );
  }
  const counted = spread(counts);
  return counts.every((count) => agrees(count, claim))
    ? verdict(claim, "held", claim.text.replace("{count}", counted))
    : verdict(claim, "failed", `failed: ${claimed}; counted ${counted}`);
}

/** What a side counted under a name, run by run. */
export function countsOf(
  runs: EventContrast["runs"],
  { side, counted }: Pick<CountClaim, "side" | "counted">,
): number[] {
  return runs
    .filter((run) => run.side === side)
    .map(({ counts }) => counts[counted])
    .filter((count) => count !== undefined);
}

/** "100", or "98 to 101" where runs differ. */
export function spread(counts: readonly number[]): string {
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? String(low) : `${low} to ${high}`;
}

function agrees(count: number, claim: CountClaim): boolean {
  switch (claim.direction) {
    case "exactly":
      return count === claim.count;
    case "at least":
      return count >= claim.count;
    case "at most":
      return count <= claim.count;
  }
}

function predicted({ direction, count }: CountClaim): string {
  return direction === "exactly" ? String(count) : `${direction} ${count}`;
}

function verdict(
  claim: CountClaim,
  outcome: Verdict["outcome"],
  sentence: string,
): Verdict {
  return { claim, outcome, sentence, comparison: undefined };
}
