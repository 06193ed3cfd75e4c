// Gives a repository what it needs of the database: one statement, or several as a transaction.
import { setTimeout as sleep } from "node:timers/promises";
import {
  DatabaseError,
  type Pool,
  type PoolClient,
  type QueryResultRow,
} from "pg";
import { asHttpError, isDatabaseUnavailable } from "./database-error";

export interface Queries {
  /**
   * The rows of one statement. Values go in as parameters, `$1` and on, and
   * never into the text.
   *
   * @throws HttpError 503 if the database is down or too slow
   */
  query<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

export interface TransactionOptions {
  /**
   * "serializable": as if the transactions ran one after the other. Where that is
   * impossible, PostgreSQL aborts one of them, and its work runs again.
   */
  readonly isolation?: "read committed" | "serializable";
}

export interface Database extends Queries {
  /** Runs all statements of the work, or none. The work may run several times. */
  transaction<T>(
    work: (queries: Queries) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
}

// https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS = 5;
const MAX_PAUSE_MS = 20;

export function database(pool: Pool): Database {
  return {
    ...queriesOf(pool),

    async transaction(work, { isolation = "read committed" } = {}) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await runTransaction(pool, isolation, work);
        } catch (error) {
          if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
          // Randomised, so that two that collided do not collide again.
          await sleep(Math.random() * MAX_PAUSE_MS);
        }
      }
    },
  };
}

async function runTransaction<T>(
  pool: Pool,
  isolation: string,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch(throwAsHttpError);
  const queries = queriesOf(client);
  try {
    await queries.query(`BEGIN ISOLATION LEVEL ${isolation}`);
    const result = await work(queries);
    await queries.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot roll back does not return to the pool, nor one to a
    // server that is no longer the primary: a new connection may reach it.
    await client.query("ROLLBACK").then(
      () => client.release(isDatabaseUnavailable(error)),
      () => client.release(true),
    );
    throw error;
  }
}

function queriesOf(target: Pool | PoolClient): Queries {
  return {
    async query<Row extends QueryResultRow>(
      text: string,
      values: readonly unknown[] = [],
    ) {
      const result = await target
        .query<Row>(text, [...values])
        .catch(throwAsHttpError);
      return result.rows;
    },
  };
}

function throwAsHttpError(error: unknown): never {
  throw asHttpError(error);
}

function isRetryable(error: unknown): boolean {
  return error instanceof DatabaseError && RETRYABLE.has(error.code ?? "");
}
