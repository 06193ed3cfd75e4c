// What the bench found of a step: this machine's own run, else the reference.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Step, steps } from "../../../../steps/steps";
import { contrastsOfStep } from "../../../bench/contrasts/planned-contrast";
import { referenceFolder } from "../../../bench/reference/reference";
import {
  type ResultsFile,
  readableResults,
  readResults,
  resultsFiles,
} from "../../../bench/results/results-file";
import type { Row } from "../../../bench/summary/rows";
import {
  type ContrastSummary,
  summariseContrast,
} from "../../../bench/summary/summarise";
import { timesWithin } from "../../../bench/verdicts/format";
import { predictionInWords } from "../../../bench/verdicts/sentences";
import { element, type Markup } from "../../markdown/markup";
import { memoizeByMtime } from "../../memoize-by-mtime";
import { type BlockInput, BlockProblem } from "./block";

/** Of ```` ```results workload=list ````, and `step=4` for another step's. */
export function resultsBlock({ info, step }: BlockInput): Markup {
  const number = Number(info.attributes.get("step") ?? step?.number);
  const subject = steps.find((each) => each.number === number);
  if (!subject) throw new BlockProblem("has results of no step");
  const workload = info.attributes.get("workload");
  if (workload !== undefined) assertMeasured(subject, workload);
  const found =
    ownResults(subject, workload) ?? referenceResults(subject, workload);
  return found ? shown(found, subject) : notMeasured(subject, workload);
}

/** @throws BlockProblem for a workload that the step is not measured on. */
function assertMeasured(step: Step, workload: string): void {
  const names = contrastsOfStep(step).map((each) => each.workload.name);
  if (names.includes(workload)) return;
  throw new BlockProblem(
    `has results of ${workload}, on which step ${step.number} is not measured`,
  );
}

interface Found {
  readonly label: string;
  readonly contrasts: readonly ContrastSummary[];
}

/** Of the newest run that was about this step. */
function ownResults(step: Step, workload: string | undefined) {
  for (const file of resultsFiles()) {
    const results = read(file);
    if (!results) continue;
    const { startedAt, mode } = results;
    const when = startedAt.slice(0, 16).replace("T", " ");
    const label = `Measured on this machine, ${when} UTC, ${mode}`;
    const own = found(results, step, workload, label);
    if (own) return own;
  }
  return undefined;
}

const read = memoizeByMtime(readableResults);

function referenceResults(step: Step, workload: string | undefined) {
  const file = join(referenceFolder(step), "results.json");
  if (!existsSync(file)) return undefined;
  const results = readResults(file);
  const { processor, cores, node } = results.environment;
  const label = `Reference run: ${processor}, ${cores} cores, Node ${node}`;
  return found(results, step, workload, label);
}

function found(
  results: ResultsFile,
  step: Step,
  workload: string | undefined,
  label: string,
): Found | undefined {
  const contrasts = results.contrasts
    .filter((contrast) => results.complete && contrast.step === step.number)
    .filter((contrast) => !workload || contrast.workload === workload)
    .map((contrast) => summariseContrast(contrast, results.confidence));
  return contrasts.length > 0 ? { label, contrasts } : undefined;
}

/** A slide has room for six sentences, or for three and a table. */
const mostSentences = 6;

function shown({ label, contrasts }: Found, step: Step): Markup {
  // Verdicts tell what was counted; the table shows what was measured.
  const timed = contrasts.filter((contrast) => contrast.timed).slice(0, 2);
  const rows = timed.flatMap((contrast) => {
    const judged = contrast.rows.filter((row) => row.judged).slice(0, 2);
    return judged.map((row) => rowMarkup(row, contrast));
  });
  const most = rows.length > 0 ? mostSentences / 2 : mostSentences;
  const sentences = contrasts.flatMap(({ verdicts, conclusion }) => [
    ...verdicts.map(({ outcome, sentence }) =>
      element(
        "li",
        { class: outcome === "cannot tell" ? "undecided" : outcome },
        `${sentence}.`,
      ),
    ),
    ...(conclusion ? [element("li", {}, `${conclusion}.`)] : []),
  ]);
  return element(
    "div",
    { class: "results", "data-step": step.number },
    rows.length > 0
      ? element("table", {}, element("tbody", {}, rows))
      : undefined,
    element("ul", { class: "verdicts" }, sentences.slice(0, most)),
    element("p", { class: "soft" }, `${label}.`),
  );
}

function rowMarkup(row: Row, { a, b, workload }: ContrastSummary): Markup {
  const cells = [`${a}: ${row.a}`, `${b}: ${row.b}`];
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, `${workload}: ${row.label}`),
    cells.map((cell) => element("td", {}, cell)),
    element("td", {}, row.comparison ? timesWithin(row.comparison) : ""),
  );
}

/** What is claimed stands before it is measured; it is shown as that. */
function notMeasured(step: Step, workload: string | undefined): Markup {
  const claims = contrastsOfStep(step)
    .filter((contrast) => !workload || contrast.workload.name === workload)
    .flatMap((contrast) => contrast.claims)
    .slice(0, mostSentences)
    .map((claim) => element("li", {}, `${predictionInWords(claim)}.`));
  return element(
    "div",
    { class: "results", "data-step": step.number },
    element("p", {}, "Claimed, and not measured here yet:"),
    element("ul", { class: "verdicts" }, claims),
    element(
      "p",
      { class: "soft" },
      element("kbd", {}, `npm run bench ${step.number}`),
      " measures it.",
    ),
  );
}
