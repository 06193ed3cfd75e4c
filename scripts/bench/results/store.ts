// Keeps results under `.workshop/results`, and finds them again.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resultsDirectory } from "../../servers/host/paths";
import { runFiles, runName } from "../../servers/host/run-history";
import { writeWhole } from "../../servers/host/write-whole";
import { ResultsFile } from "./results-file";

/** Returns the file, named by the run's start; never written halfway. */
export function keepResults(results: ResultsFile): string {
  mkdirSync(resultsDirectory(), { recursive: true });
  const file = join(resultsDirectory(), `${runName(results.startedAt)}.json`);
  writeWhole(file, `${JSON.stringify(results)}\n`);
  return file;
}

/** The file of the newest run; undefined where there is none. */
export function latestResults(): string | undefined {
  return resultsFiles()[0];
}

/** The newest run first. */
export function resultsFiles(): string[] {
  return runFiles(resultsDirectory());
}

/** Undefined for a file that cannot be read: of another version, or damaged. */
export function readableResults(file: string): ResultsFile | undefined {
  try {
    return readResults(file);
  } catch {
    return undefined;
  }
}

/** @throws ZodError for a file of another version, or a damaged one. */
export function readResults(file: string): ResultsFile {
  return ResultsFile.parse(JSON.parse(readFileSync(file, "utf8")));
}
