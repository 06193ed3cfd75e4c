// Faults for the terminal: those there are, what one server or every step
// survived, and how far a run has come.
import { categories, type Fault } from "../../probes/probe";
import type { NewFall } from "../../probes/results/baseline";
import type {
  Attacked,
  FaultRecord,
  OutcomeRecord,
} from "../../probes/results/results-file";
import {
  inapplicableByReason,
  legend,
  markOf,
  NOT_APPLICABLE,
  outcomeInWords,
  remedyInWords,
  sumUp,
} from "../../probes/results/words";
import type { ProgressListener } from "../../probes/run/fault-run";
import { style, wrap } from "../../servers/host/terminal";

const WIDTH = 80;
const NAME_WIDTH = 22;
const CELL_WIDTH = 4;

export function showFaults(faults: readonly Fault[]): string[] {
  const { bold, dim } = style();
  return categories.flatMap((category) => {
    const ofIt = faults.filter((fault) => fault.category === category);
    if (ofIt.length === 0) return [];
    const shown = ofIt.flatMap(({ name, does, survivedSince }) => [
      `  ${name.padEnd(24)}${dim(`survived since step ${survivedSince}`)}`,
      ...wrap(does, 76).map((line) => `    ${line}`),
    ]);
    return [bold(category), ...shown, ""];
  });
}

/** One server, as a list. */
export function showServer(
  server: Attacked,
  faults: readonly FaultRecord[],
): string[] {
  const { bold } = style();
  const lines = categories.flatMap((category) => {
    const ofIt = faults.filter((fault) => fault.category === category);
    const shown = ofIt.flatMap((fault) => {
      const outcome = server.outcomes.find((one) => one.fault === fault.name);
      const applies = outcome && outcome.verdict !== "not applicable";
      return applies ? showOutcome(fault, outcome) : [];
    });
    return shown.length === 0 ? [] : [bold(category), ...shown, ""];
  });
  return [
    ...lines,
    ...showInapplicable(server),
    ...wrap(`${server.name} ${sumUp(server)}.`),
  ];
}

/** Folded: the reason once, and the faults that it keeps away. */
function showInapplicable(server: Attacked): string[] {
  const { bold, dim } = style();
  const reasons = inapplicableByReason(server);
  if (reasons.length === 0) return [];
  const lines = reasons.flatMap(([reason, names]) =>
    wrap(`${reason}: ${names.join(", ")}`, WIDTH - 4).map(
      (line, index) => `${index === 0 ? "  " : "    "}${dim(line)}`,
    ),
  );
  return [bold("not applicable"), ...lines, ""];
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
    ...(outcome.verdict === "fell" ? meaning(fault, outcome).map(dim) : []),
    ...(outcome.asClaimed === false ? [yellow(claim(fault, outcome))] : []),
  ];
}

/** What was done, why the server fell, and what to change. */
function meaning(fault: FaultRecord, outcome: OutcomeRecord): string[] {
  const { why } = outcome;
  return [
    fault.does,
    ...(why === undefined ? [] : [`Why: ${why}`]),
    remedyInWords(fault, outcome),
  ].flatMap((text) => wrap(text, WIDTH - 6).map((line) => `      ${line}`));
}

function claim({ survivedSince }: FaultRecord, { verdict }: OutcomeRecord) {
  return verdict === "fell"
    ? `      Not as it claims: steps survive this since step ${survivedSince}.`
    : `      Not as it claims: no step before step ${survivedSince} is said to survive this.`;
}

/** What decides the exit code, where only some falls count. */
export function showNew(
  found: readonly NewFall[],
  notRun: readonly string[],
): string[] {
  const lines = found.map(
    ({ fault, how, route }) =>
      `New: ${fault}: ${how}${route === undefined ? "" : ` (${route})`}`,
  );
  if (notRun.length > 0) {
    lines.push(`Not run, and so not known: ${notRun.join(", ")}`);
  }
  return lines.length > 0 ? lines : ["Nothing that counts has fallen."];
}

/** Every step, as a table: steps by faults. */
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

/** A line that changes on a terminal, a line for each quarter elsewhere. */
export class Progress implements ProgressListener {
  #total = 0;
  readonly #stream: NodeJS.WriteStream;
  #done = 0;
  #told = 0;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  expect(total: number): void {
    this.#total = total;
  }

  outcome(server: string, fault: string): void {
    this.#done += 1;
    const share = this.#done / this.#total;
    const line = `${Math.round(100 * share)} %  ${server}: ${fault}`;
    if (this.#stream.isTTY) {
      const shown = style(this.#stream).dim(line.slice(0, WIDTH - 1));
      this.#stream.write(`\r\u001B[K${shown}`);
      this.#drawn = true;
    } else if (share >= this.#told + 0.25) {
      this.#told = share;
      this.#stream.write(`${line}\n`);
    }
  }

  clear(): void {
    if (this.#drawn) this.#stream.write("\r\u001B[K");
    this.#drawn = false;
  }
}
