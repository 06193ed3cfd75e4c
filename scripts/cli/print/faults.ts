// What one server survived, as a list for the terminal.

import { categories } from "../../probes/probe";
import type {
  Attacked,
  FaultRecord,
  OutcomeRecord,
} from "../../probes/results/results-file";
import { outcomeInWords, sumUp } from "../../probes/results/words";
import { style, wrap } from "../../servers/host/terminal";

const NAME_WIDTH = 22;
const WIDTH = 80;

export function showServer(
  server: Attacked,
  faults: readonly FaultRecord[],
): string[] {
  const { bold } = style();
  const lines = categories.flatMap((category) => {
    const ofIt = faults.filter((fault) => fault.category === category);
    const shown = ofIt.flatMap((fault) => {
      const outcome = server.outcomes.find((one) => one.fault === fault.name);
      return outcome ? showOutcome(fault, outcome) : [];
    });
    return shown.length === 0 ? [] : [bold(category), ...shown, ""];
  });
  return [...lines, ...wrap(`${server.name} ${sumUp(server)}.`)];
}

function showOutcome(fault: FaultRecord, outcome: OutcomeRecord): string[] {
  const { dim, green, red, yellow } = style();
  const paint = { survived: green, fell: red, "not applicable": dim }[
    outcome.verdict
  ];
  const [first = "", ...more] = wrap(
    outcomeInWords(outcome),
    WIDTH - NAME_WIDTH - 4,
  );
  const indent = " ".repeat(NAME_WIDTH + 4);
  return [
    `  ${fault.name.padEnd(NAME_WIDTH)}  ${paint(first)}`,
    ...more.map((line) => `${indent}${paint(line)}`),
    ...(outcome.verdict === "fell" ? meaning(fault).map(dim) : []),
    ...(outcome.asClaimed === false ? [yellow(claim(fault, outcome))] : []),
  ];
}

/** What was done, what should have come of it, and who sees to that. */
function meaning({ does, surviving, survivedSince }: FaultRecord): string[] {
  const text = `${does} To survive: ${lowered(surviving)} Since step ${survivedSince}.`;
  return wrap(text, WIDTH - 6).map((line) => `      ${line}`);
}

function claim({ survivedSince }: FaultRecord, { verdict }: OutcomeRecord) {
  return verdict === "fell"
    ? `      Not as it claims: steps survive this since step ${survivedSince}.`
    : `      Not as it claims: no step before step ${survivedSince} is said to survive this.`;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
