// The traps of an exercise: plausible wrong answers, and the test for each.
import { join } from "node:path";
import { readText } from "../servers/host/read-text";
import { filesUnder, namesIn } from "../servers/host/visible-files";
import type { Exercise } from "./exercise";

export interface Trap {
  readonly name: string;
  readonly folder: string;
  /** The files it replaces, relative to the exercise's folder. */
  readonly files: readonly string[];
  /** What is wrong with it, from its comment; empty if it does not say. */
  readonly wrong: string;
  /** The full name of the test that catches it, as `describe › test`. */
  readonly caughtBy: string;
}

/** The traps of an exercise, by name. */
export function trapsOf({ solution }: Exercise): Trap[] {
  const parent = join(solution, "traps");
  return namesIn(parent)
    .map((name) => readTrap(name, join(parent, name)))
    .filter(({ files }) => files.length > 0);
}

function readTrap(name: string, folder: string): Trap {
  const files = filesUnder(folder);
  const comments = files.map((file) =>
    firstComment(readText(join(folder, file))),
  );
  // A trap of several files says what it is in one of them.
  const comment = comments.find((text) => /^Trap:/m.test(text)) ?? "";
  return {
    name,
    folder,
    files,
    wrong: field(comment, "Trap"),
    caughtBy: field(comment, "Caught by"),
  };
}

/** The comment lines that a file opens with, without their slashes. */
function firstComment(source: string): string {
  const lines = source.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("//"));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.replace(/^\/\/ ?/, ""))
    .join("\n");
}

/** The value of `name: …`, which may wrap over lines. */
function field(comment: string, name: string): string {
  const rest = comment.split(new RegExp(`^${name}:`, "m"))[1] ?? "";
  const [value = ""] = rest.split(/^\s*$|^(?:Trap|Caught by):/m);
  return value.replace(/\s+/g, " ").trim();
}
