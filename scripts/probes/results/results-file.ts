// The file that a run leaves behind: what was done to whom, and what came of it.
import { z } from "zod";
import { Environment } from "../../servers/host/environment";
import { categories } from "../probe";
import { falls } from "../verdict";

export const FaultRecord = z.object({
  name: z.string(),
  category: z.enum(categories),
  does: z.string(),
  surviving: z.string(),
  survivedSince: z.int(),
  /** The smallest change that survives it. */
  change: z.string().optional(),
  /** The step whose lesson explains it. */
  lesson: z.int().optional(),
});
export type FaultRecord = z.infer<typeof FaultRecord>;

export const OutcomeRecord = z.object({
  fault: z.string(),
  verdict: z.enum(["survived", "fell", "not applicable"]),
  /** Of a server that fell. */
  how: z.enum(falls).optional(),
  observed: z.string(),
  /** Of a server that fell: why, in the terms of Node and Express. */
  why: z.string().optional(),
  /** What to change after this fall: the fault's own unless given. */
  change: z.string().optional(),
  /** Of a server of the user's own: the routes by which it fell. */
  fallen: z
    .array(
      z.object({
        route: z.string(),
        how: z.enum(falls),
        observed: z.string(),
      }),
    )
    .readonly()
    .optional(),
  /** Whether it is as the step claims; null where nothing is claimed. */
  asClaimed: z.boolean().nullable(),
});
export type OutcomeRecord = z.infer<typeof OutcomeRecord>;

export const Attacked = z.object({
  /** "step 4 errors", or an address. */
  name: z.string(),
  /** Null for a server of the user's own. */
  step: z.int().nullable(),
  outcomes: z.array(OutcomeRecord),
});
export type Attacked = z.infer<typeof Attacked>;

/** The version changes when old files can no longer be read. */
export const ResultsFile = z.object({
  version: z.literal(1),
  /** What was typed: "npm run faults 4". */
  command: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** False where the run was ended early; what was done until then is here. */
  complete: z.boolean(),
  environment: Environment,
  faults: z.array(FaultRecord),
  servers: z.array(Attacked),
});
export type ResultsFile = z.infer<typeof ResultsFile>;
