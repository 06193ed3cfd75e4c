// What a server of several processes reads from its environment.
import { availableParallelism } from "node:os";
import { z } from "zod";
import { DatabaseEnvironment } from "../../07-database/config/database-environment";

export const ClusterEnvironment = DatabaseEnvironment.extend({
  // One for each core that this process may use, which in a container are
  // fewer than the machine has: `os.cpus().length` counts those of the machine.
  WORKERS: z.coerce.number().int().positive().default(availableParallelism()),
  /** A worker that says nothing for so many milliseconds is taken for stuck. */
  WORKER_SILENCE_MS: z.coerce.number().int().min(2000).default(10_000),
  /** Of all processes together, as in step 7; enough for the workers unless given. */
  DATABASE_CONNECTIONS: z.coerce.number().int().positive().optional(),
}).superRefine(({ WORKERS, DATABASE_CONNECTIONS: given }, { addIssue }) => {
  const least = LEAST_EACH * processesOf(WORKERS);
  if (given === undefined || given >= least) return;
  const message = `Too small: ${WORKERS} workers need ${least} or more`;
  addIssue({ code: "custom", path: ["DATABASE_CONNECTIONS"], message });
});
export type ClusterEnvironment = z.infer<typeof ClusterEnvironment>;

const LEAST_EACH = 2;
const USUAL_EACH = 4;

/** The workers, and one more: the primary, which prepares the database. */
function processesOf(workers: number): number {
  return workers + 1;
}

/**
 * The connections to the database that one worker may have, in all of its pools,
 * so that there are never more than DATABASE_CONNECTIONS.
 */
export function connectionsEach({
  WORKERS,
  DATABASE_CONNECTIONS,
}: Pick<ClusterEnvironment, "WORKERS" | "DATABASE_CONNECTIONS">): number {
  const processes = processesOf(WORKERS);
  const all = DATABASE_CONNECTIONS ?? Math.max(10, USUAL_EACH * processes);
  return Math.floor(all / processes);
}
