// How outcomes read: in a list, in a cell, and in a sentence.

import { directoryName, steps } from "../../../steps/steps";
import type { Fall } from "../verdict";
import type { Attacked, FaultRecord, OutcomeRecord } from "./results-file";

/** One character a cell; the legend names each. */
const marks: Readonly<Record<Fall, string>> = {
  crashed: "C",
  leaked: "L",
  hung: "H",
  "lost data": "D",
  "wrong answer": "W",
};

const SURVIVED = "+";
export const NOT_APPLICABLE = "·";

export const legend = `${SURVIVED} survived   ${Object.entries(marks)
  .map(([how, mark]) => `${mark} ${how}`)
  .join("   ")}`;

export function markOf({ verdict, how }: OutcomeRecord): string {
  if (verdict === "survived") return SURVIVED;
  return how ? marks[how] : NOT_APPLICABLE;
}

/** `survived: refused with 413`, `wrong answer: 201 for 2 MB`. */
export function outcomeInWords({
  verdict,
  how,
  observed,
}: OutcomeRecord): string {
  return `${how ?? verdict}: ${observed}`;
}

/** "survives 31 of 44 faults that apply to it, as it claims". */
export function sumUp({ outcomes, step }: Attacked): string {
  const applying = outcomes.filter((one) => one.verdict !== "not applicable");
  const survived = applying.filter((one) => one.verdict === "survived").length;
  const words = `survives ${survived} of ${applying.length} faults that apply to it`;
  if (step === null) return words;
  const against = outcomes.filter((one) => one.asClaimed === false).length;
  return against === 0
    ? `${words}, as it claims`
    : `${words}; ${against} not as it claims`;
}

/** "Change: … Lesson: steps/04-errors/README.md". */
export function remedyInWords(
  fault: FaultRecord,
  { change = fault.change }: Pick<OutcomeRecord, "change"> = {},
): string {
  const { surviving, survivedSince, lesson = survivedSince } = fault;
  const step = steps.find(({ number }) => number === lesson);
  const where = step ? ` Lesson: steps/${directoryName(step)}/README.md` : "";
  return `${change ? `Change: ${change}` : `To survive: ${surviving}`}${where}`;
}

/** Each reason once, with the faults that it keeps away, the most first. */
export function inapplicableByReason({
  outcomes,
}: Pick<Attacked, "outcomes">): [string, string[]][] {
  const reasons = new Map<string, string[]>();
  for (const { fault, verdict, observed } of outcomes) {
    if (verdict !== "not applicable") continue;
    reasons.set(observed, [...(reasons.get(observed) ?? []), fault]);
  }
  return [...reasons].sort(([, a], [, b]) => b.length - a.length);
}
