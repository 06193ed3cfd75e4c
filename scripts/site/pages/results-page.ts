// What the bench found: the committed references, and this machine's own run.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { referenceFolder } from "../../bench/reference/reference";
import {
  type ResultsFile,
  readableResults,
  resultsFiles,
} from "../../bench/results/results-file";
import { summarise } from "../../bench/summary/summarise";
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { journeyPlot } from "../reports/bench/journey-plot";
import { reportSections } from "../reports/bench/sections";
import type { Page } from "./page";

const read = memoizeByMtime((file) => {
  const results = readableResults(file);
  return results && { results, sections: reportSections(summarise(results)) };
});

export function resultsPage(): Page {
  const references = steps.flatMap(referenceOf);
  return {
    title: "Results",
    section: "results",
    madeFrom: ["results", ...references.map(({ name }) => name)],
    main: [
      element("h1", {}, "Results"),
      element(
        "p",
        { class: "lede" },
        "How fast each step is, beside the one before it: measured by turns, with fresh processes, and with an interval on every figure.",
      ),
      ownRun(),
      references.length > 0
        ? [
            journey(references.map(({ results }) => results)),
            references.map(referenceSection),
          ]
        : element(
            "p",
            {},
            "No reference run is committed yet. Measure here: ",
            element("kbd", {}, "npm run bench 3"),
          ),
    ],
  };
}

interface Reference {
  readonly step: Step;
  readonly name: string;
  readonly results: ResultsFile;
  readonly sections: Child;
}

function referenceOf(step: Step): Reference[] {
  const file = join(referenceFolder(step), "results.json");
  const found = existsSync(file) ? read(file) : undefined;
  return found
    ? [{ step, name: `steps/${directoryName(step)}/`, ...found }]
    : [];
}

function referenceSection({ step, sections }: Reference): Markup {
  return element(
    "section",
    { class: "report", id: `step-${step.number}` },
    element("h2", {}, `Step ${step.number}: ${step.title}`),
    sections,
  );
}

/** The newest run of this machine, or how to get one. */
function ownRun(): Markup {
  const newest = resultsFiles()
    .map(read)
    .find((found) => found?.results.complete);
  if (!newest) {
    return element(
      "p",
      {},
      "These are reference runs, of another machine. On yours: ",
      element("kbd", {}, "npm run bench 3"),
    );
  }
  return element(
    "details",
    { class: "report own", open: "" },
    element("summary", {}, "The newest run on this machine"),
    newest.sections,
  );
}

function journey(all: readonly ResultsFile[]): Child {
  const [first] = all;
  if (!first) return undefined;
  const contrasts = all.flatMap((results) => results.contrasts);
  const plot = journeyPlot(contrasts, "list", first.confidence);
  return plot && element("div", { class: "report journey" }, plot);
}
