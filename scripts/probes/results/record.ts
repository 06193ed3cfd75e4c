// Writes outcomes down, each beside what the step claims.
import type { Fault } from "../probe";
import type { Outcome } from "../verdict";
import type { FaultRecord, OutcomeRecord } from "./results-file";

export function recordFault(fault: Fault): FaultRecord {
  const { name, category, does, surviving, survivedSince } = fault;
  return { name, category, does, surviving, survivedSince };
}

/** @param step null for a server that claims nothing */
export function recordOutcome(
  fault: Fault,
  outcome: Outcome,
  step: number | null,
): OutcomeRecord {
  return {
    fault: fault.name,
    ...outcome,
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
