// A reference result as a lesson shows it: words, figures, machine, command.

import { table, wrap } from "../../servers/host/terminal";
import type { ResultsFile } from "../results/results-file";
import { labelOf } from "../summary/rows";
import { type Colours, showContrast, showVerdict } from "../summary/show-run";
import { type ContrastSummary, summarise } from "../summary/summarise";
import { timesWithin } from "../verdicts/ratio-words";

const plain: Colours = {
  bold: String,
  dim: String,
  red: String,
  green: String,
  yellow: String,
  cyan: String,
};

export function referenceTable(
  summary: ContrastSummary,
  results: ResultsFile,
): string[] {
  return [
    ...showContrast(summary, results.confidence, plain),
    ...whereAndHow(results, String(summary.step)),
  ];
}

/** Of a list, whose contrasts are alike: a line each, and what was claimed. */
export function listTable(results: ResultsFile, list: string): string[] {
  const label = labelOf({ measure: "cpuPerRequest" });
  const { contrasts } = summarise(results);
  const interval = `(${Math.round(results.confidence * 100)} % interval)`;
  const lines = contrasts.flatMap(({ a, b, rows }) => {
    const row = rows.find((one) => one.label === label);
    const ratio = row?.comparison ? timesWithin(row.comparison) : "";
    return row ? [[b, row.b, a, row.a, ratio]] : [];
  });
  return [
    `${label}, and ratio ${interval}`,
    ...table(lines).map((line) => `  ${line}`),
    ...contrasts.flatMap(({ verdicts }) =>
      verdicts.flatMap((verdict) => showVerdict(verdict, plain)),
    ),
    ...whereAndHow(results, list),
  ];
}

function whereAndHow(
  { environment, startedAt, mode }: ResultsFile,
  subject: string,
): string[] {
  const { processor, cores, node } = environment;
  const length = mode === "normal" ? "" : ` -- --${mode}`;
  return [
    ...wrap(
      `Measured on ${startedAt.slice(0, 10)}: ${processor}, ${cores} cores, Node ${node}.`,
    ),
    `On your machine: npm run bench ${subject}${length}`,
  ];
}
