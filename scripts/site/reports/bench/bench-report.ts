// The whole report as one HTML page that needs nothing from anywhere.

import type { Contrast } from "../../../bench/results/results-file";
import {
  differencesInWords,
  trustInWords,
} from "../../../bench/summary/caveats";
import type {
  ContrastSummary,
  RunSummary,
} from "../../../bench/summary/summarise";
import type { Verdict } from "../../../bench/verdicts/judge";
import {
  type Child,
  element,
  Markup,
  render,
} from "../../../content/markdown/markup";
import { pageStyle } from "../page-style";
import { figuresTable } from "./figures-table";
import { journeyPlot } from "./journey-plot";
import { methodSection } from "./method-section";
import { percentilePlot } from "./percentile-plot";
import { ratioPlot } from "./ratio-plot";
import { samplePlot } from "./sample-plot";

export function reportPage(summary: RunSummary): string {
  const title = `Bench: ${titleOf(summary)}`;
  const page = element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", {
        name: "viewport",
        content: "width=device-width, initial-scale=1",
      }),
      element("title", {}, title),
      element("style", {}, new Markup(pageStyle)),
    ),
    element(
      "body",
      {},
      element("h1", {}, title),
      reportSections(summary),
      methodSection(summary),
    ),
  );
  return `<!doctype html>\n${render(page)}\n`;
}

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

function titleOf({ contrasts }: RunSummary): string {
  const [first] = contrasts;
  const names = new Set(contrasts.map(({ a, b }) => `${b} against ${a}`));
  return names.size <= 2 && first
    ? [...names].join("; ")
    : `the journey, ${first?.a} to ${contrasts.at(-1)?.b}`;
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
      element("p", { class: "soft" }, trustInWords(summary, timed).join(" ")),
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
