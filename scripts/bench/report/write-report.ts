// Writes the report beside its samples.

import { writeWhole } from "../../workshop/write-whole";
import type { ResultsFile } from "../results/results-file";
import { summarise } from "../summary/summarise";
import { reportPage } from "./page";

/** The page of a results file stands beside it, under the same name. */
export function writeReport(results: ResultsFile, file: string): string {
  const page = file.replace(/\.json$/, ".html");
  writeWhole(page, reportPage(summarise(results)));
  return page;
}
