// The file that a run leaves behind: raw samples and their circumstances.
import { z } from "zod";
import { Environment } from "../../servers/host/environment";
import { Contrast } from "./contrast";

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
