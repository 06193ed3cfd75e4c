// How a run was measured, on what, and how to repeat it.

import { machineInWords } from "../../../bench/summary/caveats";
import type { RunSummary } from "../../../bench/summary/summarise";
import { element, type Markup } from "../../../content/markdown/markup";

export function methodSection({ results }: RunSummary): Markup {
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
      "Capacity and CPU time come from a closed loop (autocannon), latency from an evenly paced open loop, counted from the time at which each request was meant to be sent. Every request ends in a ledger, which the server's own count has to agree with. What the servers print goes to a file.",
    ),
    paragraph(
      "The same order and requests again: ",
      element("code", {}, again),
    ),
    paragraph(machineInWords(environment)),
    element("p", { class: "soft" }, packages),
  );
}
