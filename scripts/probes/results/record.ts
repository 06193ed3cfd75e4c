// Writes outcomes down, each beside what the step claims.
import type { Fault } from "../probe";
import { explain } from "../remedies/remedy";
import type { Outcome } from "../verdict";
import type { FaultRecord, OutcomeRecord } from "./results-file";

export function recordFault(fault: Fault): FaultRecord {
  const { name, category, does, surviving, survivedSince, remedy } = fault;
  return {
    ...{ name, category, does, surviving, survivedSince },
    ...(remedy && { change: remedy.change }),
    lesson: remedy?.lesson ?? survivedSince,
  };
}

/**
 * @param step null for a server that claims nothing
 * @param fallen the routes of it that fell
 */
export function recordOutcome(
  fault: Fault,
  outcome: Outcome,
  step: number | null,
  fallen: OutcomeRecord["fallen"] = [],
): OutcomeRecord {
  const { remedy } = fault;
  const isFall = outcome.verdict === "fell" && remedy !== undefined;
  return {
    fault: fault.name,
    ...outcome,
    ...(isFall && explain(remedy, outcome)),
    ...(fallen.length > 0 && { fallen: [...fallen] }),
    asClaimed: step === null ? null : isAsClaimed(fault, outcome, step),
  };
}

/** Both ways: who survives more than it claims has a claim that is wrong. */
export function isAsClaimed(
  { survivedSince }: Pick<Fault, "survivedSince">,
  { verdict }: Outcome,
  step: number,
): boolean {
  if (verdict === "not applicable") return true;
  return (verdict === "survived") === survivedSince <= step;
}
