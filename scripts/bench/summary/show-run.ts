// A run as it is printed: for people the result in words and then the figures, for `--json` one document.
import { style, table, wrap } from "../../servers/host/terminal";
import { timesWithin } from "../verdicts/format";
import type { Verdict } from "../verdicts/judge";
import {
  capitalised,
  caveatsOf,
  differencesInWords,
  machineInWords,
} from "./caveats";
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
    ...wrap(machineInWords(results.environment)).map(colours.dim),
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
    ...(timed ? showCaveats(summary, timed).map(colours.dim) : []),
    ...summary.notes.flatMap((note) => wrap(note)),
  ];
}

export function showVerdict(
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

/** With longer ones the table would not fit. */
const LONGEST_NAMES = 20;

function showRows(
  { a, b, rows, timed }: ContrastSummary,
  confidence: number,
  { bold, dim }: Colours,
): string[] {
  const interval = `(${Math.round(confidence * 100)} % interval)`;
  const over = `${b} / ${a}`;
  const ratio = over.length > LONGEST_NAMES ? "ratio" : over;
  const head = ["", a, b, timed ? `${ratio} ${interval}` : ""];
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

function showCaveats(summary: ContrastSummary, timed: TimedSummary): string[] {
  const sentences = [
    ...caveatsOf(summary, timed),
    ...differencesInWords(timed.differences),
  ];
  return wrap(sentences.join(" "));
}

export function runDocument(
  { results, contrasts, claims }: RunSummary,
  file: string,
): object {
  const { command, complete, mode, seed, confidence, announced } = results;
  const { startedAt, finishedAt, environment } = results;
  return {
    command,
    complete,
    mode,
    seed,
    confidence,
    announcedSeconds: announced,
    tookSeconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    claims,
    contrasts: contrasts.map(({ verdicts, rows, ...contrast }) => ({
      ...contrast,
      verdicts: verdicts.map(({ claim, outcome, sentence, comparison }) => ({
        id: claim.id,
        outcome,
        sentence,
        comparison,
      })),
      rows: rows.map(({ comparison, ...row }) => ({
        ...row,
        ...(comparison && { comparison, ratio: timesWithin(comparison) }),
      })),
    })),
    environment,
    file,
  };
}
