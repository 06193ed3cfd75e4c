// The files of earlier runs, one a run, named by the time it started.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The name of a run's files, without their end. `startedAt` is ISO 8601. */
export function runName(startedAt: string): string {
  return startedAt.replace(/\.\d+Z$/, "Z").replaceAll(":", "-");
}

/** Of the runs in a folder, if there is one; the newest first. */
export function runFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}
