// The environment of a server of several processes.
import { availableParallelism } from "node:os";
import { z } from "zod";
import { DatabaseEnvironment } from "../../07-database/config/database-environment";

export const ClusterEnvironment = DatabaseEnvironment.extend({
  // One for each core that this process may use: in a container that is fewer
  // than `os.cpus().length`, which counts the cores of the machine.
  WORKERS: z.coerce.number().int().positive().default(availableParallelism()),
  /** A worker that sends no heartbeat for this many milliseconds is killed. */
  WORKER_SILENCE_MS: z.coerce.number().int().min(2000).default(10_000),
  /** Of all processes together, as in step 7; by default enough for the workers. */
  DATABASE_CONNECTIONS: z.coerce.number().int().positive().optional(),
}).superRefine(({ WORKERS, DATABASE_CONNECTIONS: given }, { addIssue }) => {
  const least = MIN_EACH * processesOf(WORKERS);
  if (given === undefined || given >= least) return;
  const message = `Too small: ${WORKERS} workers need ${least} or more`;
  addIssue({ code: "custom", path: ["DATABASE_CONNECTIONS"], message });
});
export type ClusterEnvironment = z.infer<typeof ClusterEnvironment>;

const MIN_EACH = 2;
const DEFAULT_EACH = 4;

/** The workers, and the primary, which prepares the database. */
function processesOf(workers: number): number {
  return workers + 1;
}

/**
 * How many database connections one worker may open, in all of its pools, so that
 * all processes together never exceed DATABASE_CONNECTIONS.
 */
export function connectionsEach({
  WORKERS,
  DATABASE_CONNECTIONS,
}: Pick<ClusterEnvironment, "WORKERS" | "DATABASE_CONNECTIONS">): number {
  const processes = processesOf(WORKERS);
  const all = DATABASE_CONNECTIONS ?? Math.max(10, DEFAULT_EACH * processes);
  return Math.floor(all / processes);
}
