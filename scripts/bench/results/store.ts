// Keeps results under `.workshop/results`, and finds them again.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { stateDirectory } from "../../workshop/paths";
import { ResultsFile } from "./results-file";

export function resultsDirectory(): string {
  return join(stateDirectory(), "results");
}

/** Returns the file, named by the run's start; never written halfway. */
export function keepResults(results: ResultsFile): string {
  mkdirSync(resultsDirectory(), { recursive: true });
  const stamp = results.startedAt.replace(/\.\d+Z$/, "Z").replaceAll(":", "-");
  const file = join(resultsDirectory(), `${stamp}.json`);
  writeWhole(file, `${JSON.stringify(results)}\n`);
  return file;
}

/** The file of the newest run; undefined where there is none. */
export function latestResults(): string | undefined {
  if (!existsSync(resultsDirectory())) return undefined;
  const name = readdirSync(resultsDirectory())
    .filter((candidate) => candidate.endsWith(".json"))
    .sort()
    .at(-1);
  return name && join(resultsDirectory(), name);
}

/** @throws ZodError for a file of another version, or a damaged one. */
export function readResults(file: string): ResultsFile {
  return ResultsFile.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
