// Keeps results, and the page that shows them, under `.workshop/results/faults`.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resultsDirectory } from "../../servers/host/paths";
import { runFiles, runName } from "../../servers/host/run-history";
import { writeWhole } from "../../servers/host/write-whole";
import { ResultsFile } from "./results-file";

export interface Kept {
  readonly file: string;
  readonly page: string;
}

/** Files of the runs that are kept, the newest first. */
export function keptFiles(): string[] {
  return runFiles(faultsDirectory());
}

/** Undefined for a file that cannot be read: of another version, or damaged. */
export function readKept(file: string): ResultsFile | undefined {
  try {
    return ResultsFile.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** Named by the run's start; never written halfway. */
export function keepResults(
  results: ResultsFile,
  pageOf: (results: ResultsFile) => string,
): Kept {
  const folder = faultsDirectory();
  mkdirSync(folder, { recursive: true });
  const name = join(folder, runName(results.startedAt));
  const [file, page] = [`${name}.json`, `${name}.html`];
  writeWhole(file, `${JSON.stringify(results)}\n`);
  writeWhole(page, pageOf(results));
  return { file, page };
}

function faultsDirectory(): string {
  return join(resultsDirectory(), "faults");
}
