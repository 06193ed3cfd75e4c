// What a run leaves behind: raw samples and their circumstances, as JSON.
import { z } from "zod";
import { Claim } from "./claim";
import { LoadPlan } from "./generator/plan";
import { WindowResult } from "./generator/window-result";
import { ServerDelta } from "./probe/snapshot";

/** One measured window against one fresh server process. */
export const Sample = z.object({
  load: WindowResult,
  server: ServerDelta,
  /**
   * The share of all processor time that the hypervisor gave to others, 0 to
   * 1; null where the system does not say.
   */
  steal: z.number().min(0).max(1).nullable(),
});
export type Sample = z.infer<typeof Sample>;

/** One sample of each side, taken close in time. */
export const PairedRun = z.object({
  order: z.enum(["ab", "ba"]),
  a: Sample,
  b: Sample,
  /**
   * Why the pair counts for nothing. Decided by circumstances (the client
   * saturated, time stolen), never by the figures that are compared.
   */
  rejected: z.string().optional(),
});
export type PairedRun = z.infer<typeof PairedRun>;

/** Two sides on one workload. */
export const Contrast = z.object({
  workload: z.string(),
  /** The sides' names as in a sentence: "step 1", "your server". */
  a: z.string(),
  b: z.string(),
  plan: LoadPlan,
  pairs: z.array(PairedRun),
  /** A against A, measured the same way: it has to come out as no difference. */
  control: z.array(PairedRun),
});
export type Contrast = z.infer<typeof Contrast>;

export const Environment = z.object({
  processor: z.string(),
  /** Processors that Node may use, cgroup limits counted where it knows them. */
  cores: z.int().positive(),
  memoryBytes: z.int().positive(),
  /** As "linux 6.1.0 x64". */
  system: z.string(),
  node: z.string(),
  /** Versions of the packages that the figures depend on. */
  packages: z.record(z.string(), z.string()),
  /** Null outside a git checkout. */
  commit: z.string().nullable(),
  /** Whether tracked files differ from the commit. */
  modified: z.boolean(),
});
export type Environment = z.infer<typeof Environment>;

/** A file in `.workshop/results`; the version changes when old files break. */
export const ResultsFile = z.object({
  version: z.literal(1),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** False where the run was ended early; the samples taken are here. */
  complete: z.boolean(),
  mode: z.enum(["quick", "normal", "thorough"]),
  seed: z.int(),
  confidence: z.number().gt(0).lt(1),
  environment: Environment,
  contrasts: z.array(Contrast),
  /** As they stood before the run. */
  claims: z.array(Claim),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

/** The pairs that count. */
export function usablePairs(runs: readonly PairedRun[]): PairedRun[] {
  return runs.filter(
    ({ rejected, a, b }) =>
      rejected === undefined &&
      a.load.unusable === undefined &&
      b.load.unusable === undefined,
  );
}
