// Where the processes keep what they share, and what becomes of requests without it.
import { z } from "zod";
import {
  ClusterEnvironment,
  connectionsEach,
} from "../../08-cluster/config/cluster-environment";

export const SharedEnvironment = ClusterEnvironment.extend({
  /** Without it, what is shared is in the database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** How long a request waits for the shared store. */
  STORE_TIMEOUT_MS: z.coerce.number().int().positive().default(250),
  /** Whether requests pass or are refused while they cannot be counted. */
  WHEN_STORE_FAILS: z.enum(["pass", "refuse"]).default("pass"),
});

/**
 * A worker's connections to the database, by what they are for: the store takes
 * its own only where it is in the database.
 */
export function connectionsOf(env: z.infer<typeof SharedEnvironment>): {
  readonly users: number;
  readonly store: number;
} {
  const all = connectionsEach(env);
  const store = env.REDIS_URL ? 0 : Math.min(2, Math.floor(all / 2));
  return { users: all - store, store };
}
