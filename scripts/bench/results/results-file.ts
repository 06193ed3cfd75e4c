// The file that a run leaves behind: raw samples and their circumstances.
import { z } from "zod";
import { Contrast } from "./contrast";

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
