// Opens the shared store that there is: Redis by preference, else PostgreSQL.
import { createHash } from "node:crypto";
import type { Logger } from "winston";
import { createPool } from "../../07-database/db/pool";
import { CircuitBreaker } from "./circuit-breaker";
import { guardedStore } from "./guarded-store";
import { postgresStore } from "./postgres-store";
import { redisStore } from "./redis-store";
import type { SharedStore } from "./shared-store";
import { storeEvents } from "./store-events";

export interface StoreOptions {
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
  /** How many connections to the database it may have, where it is there. */
  readonly connections?: number;
  readonly logger: Logger;
}

export interface OpenedStore {
  readonly store: SharedStore;
  /** Resolves once the store is connected, or was not to be reached. */
  readonly tried: Promise<void>;
  close(): Promise<void>;
}

/** @param timeoutMs how long a request waits for an answer of the store */
export function openStore(
  options: StoreOptions,
  { timeoutMs }: { timeoutMs: number },
): OpenedStore {
  const { logger } = options;
  const createBreaker = (operation: string) =>
    new CircuitBreaker({
      timeoutMs,
      onOpen: (cause) =>
        logger.warn(storeEvents.fails, { operation, reason: String(cause) }),
      onClose: () => logger.info(storeEvents.well, { operation }),
    });
  const opened = connectStore(options);
  return { ...opened, store: guardedStore(opened.store, createBreaker) };
}

/** Without a breaker: whoever calls it may wait. */
export function connectStore(options: StoreOptions): OpenedStore {
  const { redisUrl } = options;
  return redisUrl ? onRedis(redisUrl, options) : onPostgres(options);
}

function onRedis(
  url: string,
  { databaseUrl, logger }: StoreOptions,
): OpenedStore {
  // What is cached is out of one database: servers on another one, which may
  // have the same Redis, must not be given it.
  const database = createHash("sha256").update(databaseUrl).digest("hex");
  const prefix = `${database.slice(0, 16)}:`;
  const store = redisStore({ url, prefix, logger });
  return { store, tried: store.tried, close: async () => store.close() };
}

function onPostgres(options: StoreOptions): OpenedStore {
  const { databaseUrl, connections = 2, logger } = options;
  // A pool of its own: what is shared does not wait for what is stored.
  const pool = createPool({
    connectionString: databaseUrl,
    max: connections,
    logger,
  });
  // The first request shall not wait for the connection to be opened.
  const tried = pool.query("SELECT").then(
    () => {},
    () => {}, // The breaker tells of it.
  );
  return { store: postgresStore(pool), tried, close: () => pool.end() };
}
