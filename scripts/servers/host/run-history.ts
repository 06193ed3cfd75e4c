// The files of earlier runs, one a run, named by the time it started.
import { join } from "node:path";
import { namesIn } from "./visible-files";

/** The name of a run's files, without their end. `startedAt` is ISO 8601. */
export function runName(startedAt: string): string {
  return startedAt.replace(/\.\d+Z$/, "Z").replaceAll(":", "-");
}

/** Of the runs in a folder, if there is one; the newest first. */
export function runFiles(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(".json"))
    .reverse()
    .map((name) => join(folder, name));
}
