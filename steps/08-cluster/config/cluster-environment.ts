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
});
export type ClusterEnvironment = z.infer<typeof ClusterEnvironment>;
