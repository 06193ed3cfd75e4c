// A run as the terminal shows it: the result in words, then the figures.
import { style } from "../../terminal/style";
import { table } from "../../terminal/table";
import { wrap } from "../../terminal/wrap";
import type { Environment } from "../results/results-file";
import { exponentWithin } from "../verdicts/growth-verdict";
import { percent, timesWithin } from "../verdicts/ratio-words";
import type { Verdict } from "../verdicts/verdict";
import type { Row } from "./rows";
import type { ContrastSummary, RunSummary, TimedSummary } from "./summarise";

export type Colours = ReturnType<typeof style>;

export function showRun(
  { results, contrasts, claims }: RunSummary,
  colours: Colours = style(),
): string[] {
  const { held, failed } = claims;
  const lines = contrasts.flatMap((contrast) => [
    ...showContrast(contrast, results.confidence, colours),
    "",
  ]);
  const undecided = claims["cannot tell"];
  const all = held + failed + undecided;
  return [
    ...lines,
    ...(all > 0
      ? [`Claims: ${held} held, ${failed} failed, ${undecided} cannot tell.`]
      : []),
    ...machineLines(results.environment).map(colours.dim),
  ];
}

export function showContrast(
  summary: ContrastSummary,
  confidence: number,
  colours: Colours,
): string[] {
  const { a, b, workload, what, verdicts, conclusion, timed } = summary;
  return [
    colours.bold(`${capitalised(b)} against ${a}: ${workload}`),
    colours.dim(what),
    ...verdicts.flatMap((verdict) => showVerdict(verdict, colours)),
    ...(conclusion ? wrap(`${capitalised(conclusion)}.`) : []),
    ...showRows(summary, confidence, colours),
    ...(timed ? showTrust(summary, timed).map(colours.dim) : []),
    ...summary.notes.flatMap((note) => wrap(note)),
  ];
}

function showVerdict(
  { outcome, sentence }: Verdict,
  { green, red, yellow }: Colours,
): string[] {
  const paint = { held: green, failed: red, "cannot tell": yellow }[outcome];
  const words = sentence.replace(/^(failed: |cannot tell whether )/, "");
  const [first = "", ...rest] = wrap(words, 80 - MARK);
  return [
    paint(outcome.padEnd(MARK)) + first,
    ...rest.map((line) => " ".repeat(MARK) + line),
  ];
}

const MARK = "cannot tell  ".length;

function showRows(
  { a, b, rows, timed }: ContrastSummary,
  confidence: number,
  { bold, dim }: Colours,
): string[] {
  const interval = `${Math.round(confidence * 100)} % interval`;
  const head = ["", a, b, timed ? `${b} / ${a} (${interval})` : ""];
  const body = rows.map((row) => {
    const cells = [row.label, row.a, row.b, ratioOf(row)];
    return row.judged ? cells.map(bold) : cells;
  });
  return table([head.map((cell) => cell && dim(cell)), ...body]).map(
    (line) => `  ${line}`,
  );
}

function ratioOf({ comparison }: Row): string {
  return comparison ? timesWithin(comparison) : "";
}

/** What a reader needs to know before believing the figures. */
function showTrust({ a, b }: ContrastSummary, timed: TimedSummary): string[] {
  const { pairs, control, controlPairs, detectable, rejected } = timed;
  const { growth, rate, differences } = timed;
  const reasons = Object.entries(rejected);
  const sentences = [
    control
      ? `A/A control: ${a} against itself ${timesWithin(control)}, ${controlPairs} pairs.`
      : `A/A control: only ${controlPairs} pairs count.`,
    detectable === undefined
      ? `${pairs} pairs count.`
      : `${pairs} pairs find a difference of ${percent(detectable)} or more.`,
    ...reasons.map(([why, count]) => `Rejected: ${count} × ${why}.`),
    ...(rate ? [`Latency at ${rate}.`] : []),
    ...differencesInWords(differences),
    ...(growth ? [growthInWords(a, growth.a), growthInWords(b, growth.b)] : []),
  ];
  return wrap(sentences.join(" "));
}

function growthInWords(
  name: string,
  growth: Parameters<typeof exponentWithin>[0] | undefined,
): string {
  return growth
    ? `${capitalised(name)} grows with users^${exponentWithin(growth)}.`
    : `${capitalised(name)}: too few sizes count.`;
}

/** What one thing explains is told once. */
function differencesInWords(
  differences: TimedSummary["differences"],
): string[] {
  const reasons = new Set(differences.map(({ why }) => why));
  return [...reasons].map((reason) => {
    const names = differences.filter(({ why }) => why === reason);
    const places = names.map(({ difference }) => difference);
    const what =
      places.length > 2 ? `${places.length} differences` : places.join(", ");
    return `The answers differ (${what}): ${reason}.`;
  });
}

function machineLines(environment: Environment): string[] {
  const { processor, cores, memoryBytes, system, node, commit } = environment;
  const { modified } = environment;
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GB`;
  const version = commit ? `commit ${commit.slice(0, 10)}` : "no commit";
  const state = modified ? `${version}, modified` : version;
  return wrap(
    `Machine: ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}, ${state}.`,
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
