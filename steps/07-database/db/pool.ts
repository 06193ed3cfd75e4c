// Opens the pool of database connections, with a bound on everything that could wait for ever.
import { Pool } from "pg";
import type { Logger } from "winston";

export interface PoolOptions {
  readonly connectionString: string;
  readonly logger: Logger;
  /** Connections of this process; all processes share the server's own limit. */
  readonly max?: number;
  /** Milliseconds that a statement may run before the server cuts it off. */
  readonly statementTimeoutMs?: number;
}

export function createPool({
  connectionString,
  logger,
  max = 10,
  statementTimeoutMs = 2000,
}: PoolOptions): Pool {
  const pool = new Pool({
    connectionString,
    max,
    // Waiting for a free connection counts as well: a full pool answers 503,
    // instead of collecting requests whose clients have long gone.
    connectionTimeoutMillis: 1000,
    statement_timeout: statementTimeoutMs,
    // The server cannot cut off a statement when it is the network that hangs.
    query_timeout: statementTimeoutMs + 1000,
    keepAlive: true,
  });
  // The server may end a connection that nobody is using, as at its shutdown.
  // Without a listener that error would end this process.
  pool.on("error", (error) => {
    logger.warn("an idle database connection was lost", {
      error: error.message,
    });
  });
  return pool;
}
