// An exercise's files on each side: the learner's, the solution's, a trap's.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Step } from "../../steps/steps";
import { UserError } from "../terminal/user-error";
import { nearest } from "../workshop/nearest";
import { exerciseDirectory, root, solutionDirectory } from "../workshop/paths";
import type { ComparedFile } from "./compare";

/** The solution's files, which are those that a learner edits. */
export function solutionFiles(step: Step): ComparedFile[] {
  const folder = solutionDirectory(step);
  return typescriptIn(folder)
    .filter((path) => !path.startsWith("traps/"))
    .map((path) => read(folder, path));
}

/** The learner's files, by the names of the solution's. */
export function learnersFiles(step: Step): ComparedFile[] {
  const folder = exerciseDirectory(step);
  return solutionFiles(step)
    .filter(({ path }) => existsSync(join(folder, path)))
    .map(({ path }) => read(folder, path));
}

/**
 * The files of a trap, by the names of the solution's.
 *
 * @throws UserError that lists the traps there are.
 */
export function trapFiles(step: Step, trap: string): ComparedFile[] {
  const traps = join(solutionDirectory(step), "traps");
  const names = existsSync(traps) ? readdirSync(traps).sort() : [];
  if (names.includes(trap)) {
    const folder = join(traps, trap);
    return typescriptIn(folder).map((path) => read(folder, path));
  }
  const meant = nearest(trap, names);
  const hint = meant ? ` If you meant ${meant}, type --trap ${meant}.` : "";
  throw new UserError(
    `Exercise ${step.number} has no trap "${trap}".${hint} Traps: ${names.join(", ") || "none"}.`,
  );
}

function typescriptIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.split(sep).join("/"))
    .sort();
}

function read(folder: string, path: string): ComparedFile {
  const file = join(folder, path);
  const origin = relative(root, file).split(sep).join("/");
  return { path, text: readFileSync(file, "utf8"), origin };
}
