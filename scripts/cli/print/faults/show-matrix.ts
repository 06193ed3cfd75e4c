// What every step survived, as a table for the terminal: steps by faults.

import { categories } from "../../../probes/probe";
import type {
  Attacked,
  FaultRecord,
  OutcomeRecord,
} from "../../../probes/results/results-file";
import { legend, markOf, NOT_APPLICABLE } from "../../../probes/results/words";
import { style } from "../../../servers/host/terminal";

const NAME_WIDTH = 22;
const CELL_WIDTH = 4;

export function showMatrix(
  servers: readonly Attacked[],
  faults: readonly FaultRecord[],
): string[] {
  const { bold, dim } = style();
  const numbers = servers.map(({ step }) => String(step).padStart(CELL_WIDTH));
  const rows = categories.flatMap((category) => {
    const ofIt = faults.filter((fault) => fault.category === category);
    if (ofIt.length === 0) return [];
    return [bold(category), ...ofIt.map((fault) => row(fault, servers)), ""];
  });
  return [
    `${" ".repeat(NAME_WIDTH + 2)}${numbers.join("")}`,
    ...rows,
    row({ name: "survived" }, servers, counted),
    "",
    dim(legend),
    dim(`${NOT_APPLICABLE} does not apply   ! not as the step claims`),
  ];
}

function row(
  { name }: Pick<FaultRecord, "name">,
  servers: readonly Attacked[],
  cell: (server: Attacked, name: string) => string = faultCell,
): string {
  const cells = servers.map((server) => cell(server, name));
  return `  ${name.padEnd(NAME_WIDTH)}${cells.join("")}`.trimEnd();
}

function faultCell({ outcomes }: Attacked, name: string): string {
  const outcome = outcomes.find(({ fault }) => fault === name);
  if (!outcome) return " ".repeat(CELL_WIDTH);
  const claim = outcome.asClaimed === false ? "!" : "";
  const mark = `${claim}${markOf(outcome)}`;
  return " ".repeat(CELL_WIDTH - mark.length) + painted(outcome, mark);
}

function painted({ verdict }: OutcomeRecord, mark: string): string {
  const { dim, green, red } = style();
  if (verdict === "not applicable") return dim(mark);
  return verdict === "survived" ? green(mark) : red(mark);
}

function counted({ outcomes }: Attacked): string {
  const survived = outcomes.filter(({ verdict }) => verdict === "survived");
  return String(survived.length).padStart(CELL_WIDTH);
}
