// Waits until the database is prepared: by the primary, or by this process if it has none.
import cluster from "node:cluster";
import type { Logger } from "winston";
import type { z } from "zod";
import { keepPreparing, type Preparation } from "../../07-database/db/prepare";
import { waitForPrimary } from "../../08-cluster/cluster/preparation";
import { prepareSharedState } from "../../09-shared-state/store/prepare-shared-state";
import type { ShutdownEnvironment } from "../config/shutdown-environment";

export interface AwaitDatabaseOptions {
  readonly env: z.infer<typeof ShutdownEnvironment>;
  readonly logger: Logger;
}

/**
 * Without a primary each process prepares: migrations take a lock, so the others
 * wait for the first one, and then find nothing left to do.
 */
export function awaitDatabase({
  env,
  logger,
}: AwaitDatabaseOptions): Preparation {
  if (hasPrimary()) {
    // The primary starts its workers after its first attempt.
    return { firstAttempt: Promise.resolve(), ready: waitForPrimary() };
  }
  return keepPreparing(env.DATABASE_URL, {
    logger,
    prepare: (client) => prepareSharedState(client, { env, logger }),
  });
}

/** PM2 starts workers of a cluster as well, but prepares nothing. */
function hasPrimary(): boolean {
  return cluster.isWorker && !("pm_id" in process.env);
}
