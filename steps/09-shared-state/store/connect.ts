// Connects a worker to what it needs: the database, and the shared store.
import type { Logger } from "winston";
import type { z } from "zod";
import { type Database, database } from "../../07-database/db/database";
import { createPool } from "../../07-database/db/pool";
import {
  connectionsOf,
  type SharedEnvironment,
} from "../config/shared-environment";
import { openStore } from "./open-store";
import type { SharedStore } from "./shared-store";

export interface ConnectOptions {
  readonly env: z.infer<typeof SharedEnvironment>;
  readonly logger: Logger;
}

export interface Connected {
  readonly db: Database;
  readonly store: SharedStore;
  /** Resolves when the first attempt to reach the store is over, however it ended. */
  readonly firstAttempt: Promise<void>;
}

export function connect({ env, logger }: ConnectOptions): Connected {
  const connections = connectionsOf(env);
  const pool = createPool({
    connectionString: env.DATABASE_URL,
    max: connections.users,
    logger,
  });
  const { store, firstAttempt } = openStore(
    {
      redisUrl: env.REDIS_URL,
      databaseUrl: env.DATABASE_URL,
      connections: connections.store,
      logger,
    },
    { timeoutMs: env.STORE_TIMEOUT_MS },
  );
  return { db: database(pool), store, firstAttempt };
}
