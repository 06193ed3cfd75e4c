// The files that the checks about structure read, found by their place.
import { join, relative, sep } from "node:path";
import { filesUnder, namesIn } from "../servers/host/visible-files";

/** The folder of a step, and the number that its name starts with. */
export interface StepFolder {
  readonly number: number;
  readonly path: string;
}

/** The step folders of a workshop, whatever the list of steps says. */
export function stepFolders(root: string): StepFolder[] {
  return namesIn(join(root, "steps"))
    .filter((name) => /^\d\d-/.test(name))
    .map((name) => ({
      number: Number.parseInt(name, 10),
      path: join(root, "steps", name),
    }));
}

/**
 * Every TypeScript and JavaScript file below a folder, as absolute paths.
 * Fixtures are left out: they may be broken on purpose.
 */
export function sourceFilesIn(folder: string): string[] {
  return filesUnder(folder)
    .filter((path) => /\.[jt]s$/.test(path))
    .filter((path) => !path.split("/").some((name) => skipped.has(name)))
    .map((path) => join(folder, path));
}

/** A path as problems name it: `steps/04-errors/app.ts`. */
export function shortPath(root: string, file: string): string {
  return relative(root, file).split(sep).join("/");
}

const skipped = new Set(["fixtures", "node_modules"]);
