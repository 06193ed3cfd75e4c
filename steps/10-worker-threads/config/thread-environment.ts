// How many threads count reports, and how many reports may wait for one.
import { availableParallelism } from "node:os";
import { z } from "zod";
import { SharedEnvironment } from "../../09-shared-state/config/shared-environment";

export const ThreadEnvironment = SharedEnvironment.extend({
  /** Of each worker; as many as there are cores for, if it is not given. */
  REPORT_THREADS: z.coerce.number().int().positive().optional(),
  /** Reports that may wait in each worker: from then on, 503. */
  REPORT_QUEUE: z.coerce.number().int().min(0).default(8),
});

/**
 * How many threads each worker may have, so that all of them together compute
 * on no more cores than there are: two threads on one core finish no sooner,
 * and each takes twice as long.
 */
export function threadsEach(
  workers: number,
  cores: number = availableParallelism(),
): number {
  return Math.max(1, Math.floor(cores / workers));
}
