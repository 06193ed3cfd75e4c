// A claim as it reads before anything is measured.
import type { Claim } from "../verdicts/claim";
import { claimInWords } from "../verdicts/ratio-verdict";

/** "step 2 answers /healthz at least 10× faster at p99 while sign-ups run". */
export function predictionInWords(claim: Claim): string {
  if ("counted" in claim) {
    const { direction, count, text } = claim;
    const words =
      direction === "exactly" ? String(count) : `${direction} ${count}`;
    return text.replace("{count}", words);
  }
  if ("exponent" in claim) {
    const words = claim.direction.replace("grows by ", "");
    return claim.text.replace("{exponent}", `${words} ${claim.exponent}`);
  }
  return claimInWords(claim);
}
