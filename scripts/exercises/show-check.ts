// The words of a check's verdict, for the terminal.

import { type style, wrap } from "../servers/host/terminal";
import { type Check, hidesTests } from "./check-exercise";
import { type Finding, findingsOf } from "./explain-check";
import { showPlace } from "./places";
import { type Trap, trapsOf } from "./traps";

export type Colours = ReturnType<typeof style>;

const mostLines = 24;
const mostPrinted = 10;

/** "Exercise 3: Two middleware factories", and whose answer was checked. */
export function showTitle({ exercise, target }: Check, c: Colours): string {
  const answer =
    target.kind === "trap" ? `trap ${target.trap.name}` : target.kind;
  const whose = target.kind === "yours" ? "" : ` (${answer})`;
  return c.bold(`Exercise ${exercise.number}: ${exercise.title}${whose}`);
}

/** How many behaviours hold, and the first that does not. */
export function showFailure(check: Check, c: Colours): string {
  const [first] = findingsOf(check);
  if (!first) return `${showCount(check)} ${showNothingRun(check)}`;
  return [
    showLead(check),
    ...showFinding(first, c),
    ...showPrinted(check, c),
  ].join("\n\n");
}

function showLead(check: Check): string {
  const { isCutShort, obstacle, tests } = check;
  if (isCutShort)
    return `${showCount(check)} One did not end, so the rest was\nnot tried (with --verbose it is). The first that does not hold:`;
  if (!obstacle) return `${showCount(check)} The first that does not:`;
  if (obstacle.kind === "load") return "No behaviour could be checked:";
  const held = tests.filter(({ status }) => status === "passed").length;
  return held > 0
    ? `${behaviours(held)}, then this ended the run:`
    : "This ended the run before any behaviour held:";
}

function showCount({ tests }: Check): string {
  const ran = tests.filter(({ status }) => status !== "skipped");
  const held = ran.filter(({ status }) => status === "passed").length;
  return `${held} of ${ran.length} behaviours hold.`;
}

/** "1 behaviour holds", "7 behaviours hold" */
export function behaviours(count: number): string {
  return count === 1 ? "1 behaviour holds" : `${count} behaviours hold`;
}

/** Nothing failed, and yet it is no pass: tests are hidden, or none ran. */
function showNothingRun({ exercise, tests }: Check): string {
  const hidden = tests.filter(({ status }) => status === "skipped").length;
  return hidesTests(exercise)
    ? `${hidden} more were not checked: take ".only" and ".skip" out of the test file.`
    : "No test was run.";
}

/** Its name, what was expected and what happened, and where to look. */
function showFinding(finding: Finding, c: Colours): string[] {
  const { name, lines, place } = finding;
  const shown = lines.slice(0, mostLines).map((line) => paint(line, c));
  const rest = lines.length - shown.length;
  if (rest > 0) shown.push(c.dim(`… ${rest} more lines with --verbose`));
  return [
    indent(2, [c.red(c.bold(name))]),
    indent(4, shown),
    ...(place ? [indent(4, [`Look at ${c.cyan(showPlace(place))}`])] : []),
  ];
}

function paint(line: string, c: Colours): string {
  if (/^(?:Expected\b|- )/.test(line)) return c.green(line);
  if (/^(?:Received\b|\+ )/.test(line)) return c.red(line);
  return line;
}

/** What the exercise's own code wrote to the console: somebody is looking. */
function showPrinted({ printed }: Check, c: Colours): string[] {
  if (printed.length === 0) return [];
  const lines = printed.flatMap((text) => text.split("\n"));
  const shown = lines.slice(-mostPrinted);
  const cut = lines.length > shown.length ? `, the last ${mostPrinted}` : "";
  return [indent(2, [`The console${cut}:`, ...shown.map((l) => c.dim(l))])];
}

/** Whether a trap was caught, and by the test that it names. */
export function showTrap(check: Check, trap: Trap, c: Colours): string {
  const findings = findingsOf(check);
  const named = findings.find(({ name }) => name === trap.caughtBy);
  const shown = named ?? findings[0];
  const names = findings.map(({ name }) => `"${name}"`).join(", ");
  return [
    ...(trap.wrong
      ? [wrap(`What is wrong with it: ${trap.wrong}`).join("\n")]
      : []),
    showCatch(trap, named !== undefined, names),
    ...(shown ? showFinding(shown, c) : []),
  ].join("\n\n");
}

function showCatch(trap: Trap, isNamed: boolean, names: string): string {
  const announced = trap.caughtBy || "no test";
  if (names === "") {
    return `It is not caught: every behaviour holds. It names: ${announced}`;
  }
  if (isNamed) return "It is caught by the test that it names:";
  return `It is caught by ${names}, but it names: ${announced}`;
}

/** The traps to read after a pass: wrong answers that look right. */
export function showTraps({ exercise }: Check, c: Colours): string {
  const traps = trapsOf(exercise);
  if (traps.length === 0) return "";
  return [
    "Now read the traps, answers that look right and are not:",
    ...traps.flatMap(({ name, wrong }) => [
      `  ${c.yellow(name)}`,
      indent(4, wrap(wrong, 76)),
    ]),
    `See one: npm run diff ${exercise.number} -- --trap ${traps[0]?.name}`,
  ].join("\n");
}

export function indent(by: number, lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => (line === "" ? "" : " ".repeat(by) + line))
    .join("\n");
}
