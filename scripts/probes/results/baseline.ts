// Compares a run with an earlier one, so that only what is new fails.
import { readFileSync } from "node:fs";
import { UserError } from "../../servers/host/user-error";
import { type Fall, falls } from "../verdict";
import { type OutcomeRecord, ResultsFile } from "./results-file";

export interface NewFall {
  readonly fault: string;
  readonly how: Fall;
  readonly route?: string | undefined;
}

/** @throws UserError for a file that is missing or no report. */
export function readBaseline(file: string): ResultsFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UserError(
      `There is no baseline ${file}. A report writes one beside its page: --report ${file.replace(/(\.json)?$/, ".html")}`,
    );
  }
  try {
    return ResultsFile.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `${file} is not the JSON of a report. --report FILE.html writes FILE.json beside it.`,
    );
  }
}

/**
 * The falls of the run that are not in the baseline, of the ways that count;
 * all of them unless told otherwise.
 */
export function newFalls(
  results: ResultsFile,
  baseline?: ResultsFile,
  ways: readonly Fall[] = falls,
): NewFall[] {
  const known = new Set((baseline ? fallsIn(baseline) : []).map(keyOf));
  return fallsIn(results).filter(
    (fall) => ways.includes(fall.how) && !known.has(keyOf(fall)),
  );
}

/**
 * The faults that were not run, since the server had fallen before, and that
 * the baseline had run: they may be anything.
 */
export function newlyNotRun(
  results: ResultsFile,
  baseline?: ResultsFile,
): string[] {
  const known = new Set(baseline ? notRunIn(baseline) : []);
  return notRunIn(results).filter((fault) => !known.has(fault));
}

function notRunIn({ servers }: ResultsFile): string[] {
  return servers.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ fault, verdict, observed }) =>
      verdict === "not applicable" && observed.startsWith("not run:")
        ? [fault]
        : [],
    ),
  );
}

function fallsIn({ servers }: ResultsFile): NewFall[] {
  return servers.flatMap(({ outcomes }) => outcomes.flatMap(fallsOf));
}

function fallsOf({ fault, how, fallen = [] }: OutcomeRecord): NewFall[] {
  if (how === undefined) return [];
  return fallen.length > 0
    ? fallen.map(({ route, ...one }) => ({ fault, how: one.how, route }))
    : [{ fault, how }];
}

function keyOf({ fault, how, route = "" }: NewFall): string {
  return [fault, how, route].join(" ");
}

/** `crashed,leaked`, as it is typed. @throws UserError for another word. */
export function parseWays(typed: string): Fall[] {
  const words = typed.split(",").map((word) => word.trim().replace("-", " "));
  return words.map((word) => {
    const found = falls.find((fall) => fall === word);
    if (found) return found;
    throw new UserError(
      `"${word}" is no way to fall. They are: ${falls.map((fall) => fall.replace(" ", "-")).join(", ")}.`,
    );
  });
}
