// Writes the report beside its samples.

import type { ResultsFile } from "../../../bench/results/results-file";
import { summarise } from "../../../bench/summary/summarise";
import { writeWhole } from "../../../servers/host/write-whole";
import { reportPage } from "./bench-report";

/** The page of a results file stands beside it, under the same name. */
export function writeReport(results: ResultsFile, file: string): string {
  const page = file.replace(/\.json$/, ".html");
  writeWhole(page, reportPage(summarise(results)));
  return page;
}
