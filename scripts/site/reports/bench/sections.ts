// What a bench found: in words, as plots, as tables.

import type { Contrast } from "../../../bench/results/results-file";
import { caveatsOf, differencesInWords } from "../../../bench/summary/caveats";
import type { Row } from "../../../bench/summary/rows";
import type {
  ContrastSummary,
  RunSummary,
} from "../../../bench/summary/summarise";
import { timesWithin } from "../../../bench/verdicts/format";
import type { Verdict } from "../../../bench/verdicts/judge";
import {
  type Child,
  element,
  type Markup,
} from "../../../content/markdown/markup";
import { journeyPlot } from "./journey-plot";
import { percentilePlot } from "./percentile-plot";
import { ratioPlot } from "./ratio-plot";
import { samplePlot } from "./sample-plot";

/** What was found, without the page around it. */
export function reportSections(summary: RunSummary): Child {
  const { results, contrasts } = summary;
  return [
    element("p", { class: "soft" }, whenAndHow(summary)),
    results.complete
      ? undefined
      : element("p", {}, "This run was ended early: nothing here is a result."),
    overview(summary),
    contrasts.map((contrast, index) =>
      section(contrast, results.contrasts[index], results.confidence),
    ),
  ];
}

function whenAndHow({ results, claims }: RunSummary): string {
  const { startedAt, finishedAt, command, mode } = results;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const { held, failed } = claims;
  return `${startedAt.slice(0, 16).replace("T", " ")} UTC, ${mode}, ${Math.round(seconds)} s, by: ${command}. Claims: ${held} held, ${failed} failed, ${claims["cannot tell"]} cannot tell.`;
}

function overview({ results, contrasts }: RunSummary): Child {
  const plot = journeyPlot(results.contrasts, "list", results.confidence);
  if (contrasts.length === 1) return undefined;
  return element(
    "div",
    { class: plot ? "overview" : undefined },
    wordsOf(contrasts),
    plot,
  );
}

/** The result in words comes first. */
function wordsOf(contrasts: readonly ContrastSummary[]): Child {
  const items = contrasts.flatMap(({ verdicts, conclusion }) => [
    ...verdicts.map(verdictItem),
    ...(conclusion ? [element("li", {}, `${conclusion}.`)] : []),
  ]);
  return items.length > 0
    ? element("ul", { class: "verdicts" }, items)
    : undefined;
}

function verdictItem({ outcome, sentence }: Verdict): Markup {
  const words = sentence.replace(/^(failed: |cannot tell whether )/, "");
  return element(
    "li",
    { class: outcome === "cannot tell" ? "undecided" : outcome },
    element("span", { class: "outcome" }, `${outcome}:`),
    ` ${words}`,
  );
}

function section(
  summary: ContrastSummary,
  contrast: Contrast | undefined,
  confidence: number,
): Markup {
  const { a, b, workload, what, timed, notes } = summary;
  return element(
    "section",
    {},
    element("h2", {}, `${b} against ${a}: ${workload}`),
    element("p", { class: "soft" }, what),
    wordsOf([summary]),
    element("div", { class: "plots" }, plotsOf(summary, contrast)),
    figuresTable(summary, confidence),
    timed &&
      element("p", { class: "soft" }, caveatsOf(summary, timed).join(" ")),
    timed &&
      differencesInWords(timed.differences).map((words) =>
        element("p", { class: "soft" }, words),
      ),
    notes.map((note) => element("p", {}, note)),
  );
}

function plotsOf(
  summary: ContrastSummary,
  contrast: Contrast | undefined,
): Child {
  if (contrast?.type !== "timed") return undefined;
  const kinds = new Set(
    contrast.load.open?.streams.flatMap((stream) =>
      stream.kinds.map(({ name }) => name),
    ),
  );
  return [
    ratioPlot(summary),
    samplePlot(contrast),
    [...kinds].map((kind) => percentilePlot(contrast, kind)),
  ];
}

function figuresTable(
  { a, b, rows, timed, workload }: ContrastSummary,
  confidence: number,
): Markup {
  const interval = `${b} / ${a} (${Math.round(confidence * 100)} % interval)`;
  const heads = ["", a, b, ...(timed ? [interval] : [])].map((head) =>
    element("th", { scope: "col" }, head),
  );
  const body = rows.map((row) => tableRow(row, timed !== undefined));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, heads)),
    element("tbody", {}, body),
  );
  // Wider than a phone: scrolled by touch, and by keys.
  const label = { role: "region", "aria-label": `Figures of ${workload}` };
  return element("div", { class: "scroll", tabindex: 0, ...label }, table);
}

function tableRow(row: Row, hasRatio: boolean): Markup {
  const ratio = row.comparison ? timesWithin(row.comparison) : "";
  return element(
    "tr",
    row.judged ? { class: "judged" } : {},
    element("th", { scope: "row" }, row.label),
    element("td", {}, row.a),
    element("td", {}, row.b),
    hasRatio ? element("td", {}, ratio) : undefined,
  );
}
