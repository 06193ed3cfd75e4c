// What the probe and its processes say to each other: one JSON text a line.
import { z } from "zod";
import { ProcessSnapshot } from "./snapshot";

/** The environment variable that names the probe's socket. */
export const PROBE_ADDRESS = "WORKSHOP_PROBE";

export interface FromProbe {
  /** Asks for a snapshot; the number comes back with it. */
  readonly snapshot: number;
  /** Whether the loop delay counts anew from here. */
  readonly anew: boolean;
}

export const ToProbe = z.union([
  z.object({ hello: z.object({ pid: z.int() }) }),
  z.object({ snapshot: z.int(), process: ProcessSnapshot }),
]);
export type ToProbe = z.infer<typeof ToProbe>;
