// The file that a run leaves behind: the samples and their circumstances, contrast by contrast; where it is kept, and found again.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Environment } from "../../servers/host/environment";
import { resultsDirectory } from "../../servers/host/paths";
import { runFiles, runName } from "../../servers/host/run-history";
import { writeWhole } from "../../servers/host/write-whole";
import { LedgerCounts } from "../generator/ledger";
import { RequestKind, Stream } from "../generator/plan";
import { CountClaim, GrowthClaim, RatioClaim } from "../verdicts/claims";
import { Metric, PairedRun } from "./sample";

const everyContrast = {
  workload: z.string(),
  /** What the workload sends, in a few words. */
  what: z.string(),
  /** The step whose contrast it is; absent where the user chose two sides. */
  step: z.int().optional(),
  /** The sides' names as in a sentence: "step 1", "your server". */
  a: z.string(),
  b: z.string(),
  /** What a reader of the figures has to know about the sides. */
  notes: z.array(z.string()).default([]),
};

/** An answer that differs between the sides, as a declaration explains it. */
export const ExplainedDifference = z.object({
  difference: z.string(),
  why: z.string(),
});
export type ExplainedDifference = z.infer<typeof ExplainedDifference>;

const perSecond = z.number().positive();

/** The load, without the addresses of the servers that it went to. */
export const LoadDescription = z.object({
  /** Requests a second that each side answered before the measurement. */
  capacity: z.object({ a: perSecond, b: perSecond }),
  closed: z
    .object({
      connections: z.int().positive(),
      kinds: z.array(RequestKind).nonempty(),
    })
    .optional(),
  open: z
    .object({
      /** Of the capacity of the slower side. */
      share: z.number().positive(),
      streams: z.array(Stream).nonempty(),
    })
    .optional(),
});
export type LoadDescription = z.infer<typeof LoadDescription>;

/** Compared by paired samples. */
export const TimedContrast = z.object({
  type: z.literal("timed"),
  ...everyContrast,
  /** The one metric that is judged where nothing is claimed. */
  headline: Metric,
  load: LoadDescription,
  differences: z.array(ExplainedDifference),
  pairs: z.array(PairedRun),
  /** A against A, measured the same way: it has to come out as no difference. */
  control: z.array(PairedRun),
  /** Another side than A, where contrasts were measured together. */
  controlOf: z.string().optional(),
  /** Whether the servers had a core, and the client another one. */
  pinned: z.boolean().optional(),
  /** As they stood before the run. */
  claims: z.array(z.union([RatioClaim, GrowthClaim])),
});
export type TimedContrast = z.infer<typeof TimedContrast>;

/** What one side did in one run of an event, counted. */
const EventRun = z.object({
  side: z.enum(["a", "b"]),
  ledger: LedgerCounts,
  counts: z.record(z.string(), z.int().nonnegative()),
});

/** Compared by counting: a flood, a storm of faults, a kill. */
export const EventContrast = z.object({
  type: z.literal("event"),
  ...everyContrast,
  runs: z.array(EventRun),
  claims: z.array(CountClaim),
});
export type EventContrast = z.infer<typeof EventContrast>;

export const Contrast = z.discriminatedUnion("type", [
  TimedContrast,
  EventContrast,
]);
export type Contrast = z.infer<typeof Contrast>;

export const Mode = z.enum(["quick", "normal", "thorough"]);
export type Mode = z.infer<typeof Mode>;

/** The version changes when old files can no longer be read. */
export const ResultsFile = z.object({
  version: z.literal(1),
  /** What was typed: "npm run bench 3 -- --quick". */
  command: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Seconds that the run was announced to take. */
  announced: z.number().nonnegative(),
  /** False where the run was ended early; the samples taken are here. */
  complete: z.boolean(),
  mode: Mode,
  seed: z.int(),
  confidence: z.number().gt(0).lt(1),
  environment: Environment,
  contrasts: z.array(Contrast),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

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
