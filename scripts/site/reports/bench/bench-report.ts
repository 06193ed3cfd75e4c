// The stand-alone report of a bench, written beside its samples.

import type { ResultsFile } from "../../../bench/results/results-file";
import { machineInWords } from "../../../bench/summary/caveats";
import { type RunSummary, summarise } from "../../../bench/summary/summarise";
import { element, type Markup } from "../../../content/markdown/markup";
import { writeWhole } from "../../../servers/host/write-whole";
import { reportDocument } from "../report-document";
import { reportSections } from "./sections";

/** The page of a results file stands beside it, under the same name. */
export function writeReport(results: ResultsFile, file: string): string {
  const page = file.replace(/\.json$/, ".html");
  writeWhole(page, reportPage(summarise(results)));
  return page;
}

export function reportPage(summary: RunSummary): string {
  return reportDocument(`Bench: ${titleOf(summary)}`, [
    reportSections(summary),
    methodSection(summary),
  ]);
}

function titleOf({ contrasts }: RunSummary): string {
  const [first] = contrasts;
  const names = new Set(contrasts.map(({ a, b }) => `${b} against ${a}`));
  return names.size <= 2 && first
    ? [...names].join("; ")
    : `the journey, ${first?.a} to ${contrasts.at(-1)?.b}`;
}

function methodSection({ results }: RunSummary): Markup {
  const { command, seed, confidence, environment } = results;
  const again = `${command}${command.includes(" -- ") ? "" : " --"} --seed ${seed}`;
  const packages = Object.entries(environment.packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  const percent = Math.round(confidence * 100);
  const paragraph = (...words: Parameters<typeof element>[2][]): Markup =>
    element("p", {}, ...words);
  return element(
    "section",
    {},
    element("h2", {}, "How this was measured"),
    paragraph(
      `Every sample is a fresh server process. The two servers of a pair take turns under load, in ABBA order, the first by coin toss. A ratio is the geometric mean of the pairs' ratios, its interval Student's t at ${percent} % on their logarithms. Bold rows are judged: they were chosen before the run. The others are described; of so many intervals one in a hundred misses by chance. Where the A/A control differs from itself, nothing is concluded.`,
    ),
    paragraph(
      "Capacity and CPU time come from a closed loop, latency from an evenly paced open loop, counted from the time at which each request was meant to be sent. Every request ends in a ledger, which the server's own count has to agree with. What the servers print goes to a file.",
    ),
    paragraph(
      "The same order and requests again: ",
      element("code", {}, again),
    ),
    paragraph(machineInWords(environment)),
    element("p", { class: "soft" }, packages),
  );
}
