// A reference result as a lesson shows it: words, figures, machine, command.

import { wrap } from "../../terminal/wrap";
import type { ResultsFile } from "../results/results-file";
import { type Colours, showContrast } from "../summary/show-run";
import type { ContrastSummary } from "../summary/summarise";

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
  { confidence, environment, startedAt, mode }: ResultsFile,
): string[] {
  const { processor, cores, node } = environment;
  const length = mode === "normal" ? "" : ` -- --${mode}`;
  return [
    ...showContrast(summary, confidence, plain),
    ...wrap(
      `Measured on ${startedAt.slice(0, 10)}: ${processor}, ${cores} cores, Node ${node}.`,
    ),
    `On your machine: npm run bench ${summary.step}${length}`,
  ];
}
