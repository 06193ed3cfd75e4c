// Opens the pool of database connections, with a timeout on everything that could hang.
import { Pool } from "pg";
import type { Logger } from "winston";

export interface PoolOptions {
  readonly connectionString: string;
  readonly logger: Logger;
  /** Connections of this process; all processes share the server's own limit. */
  readonly max?: number;
  /** Milliseconds that a statement may run before the server cuts it off. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds to wait for a connection, a new one or a free one. */
  readonly connectionTimeoutMs?: number;
}

export function createPool({
  connectionString,
  logger,
  max = 10,
  statementTimeoutMs = 2000,
  connectionTimeoutMs = 4000,
}: PoolOptions): Pool {
  const pool = new Pool({
    connectionString,
    max,
    // With a full pool a request gets 503 in time: before its client, or the
    // proxy of step 13 with its five seconds, has given up.
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // The server cannot cancel a statement when it is the network that hangs.
    query_timeout: statementTimeoutMs + 1000,
    // A process that hangs in a transaction must not hold its locks.
    idle_in_transaction_session_timeout: statementTimeoutMs + 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Connections are lost when the server restarts or the network breaks. The query
  // in flight rejects; the same error comes as an event, too, which without a
  // listener would end this process.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", (error) => {
    logger.warn("an idle database connection was lost", {
      error: error.message,
    });
  });
  return pool;
}
