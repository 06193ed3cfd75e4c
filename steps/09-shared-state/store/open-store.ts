// Opens the shared store: Redis if it is configured, else PostgreSQL.
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
  /** Connections to the database, if the store is on PostgreSQL. */
  readonly connections?: number;
  readonly logger: Logger;
}

export interface OpenedStore {
  readonly store: SharedStore;
  /** Resolves once the store is connected, or was not to be reached. */
  readonly firstAttempt: Promise<void>;
  close(): Promise<void>;
}

/** @param timeoutMs how long a request waits for the store */
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

/** Without a circuit breaker: a call waits as long as the store takes. */
export function connectStore(options: StoreOptions): OpenedStore {
  const { redisUrl } = options;
  return redisUrl ? onRedis(redisUrl, options) : onPostgres(options);
}

function onRedis(
  url: string,
  { databaseUrl, logger }: StoreOptions,
): OpenedStore {
  // The cache holds data of one database. Servers on another database may share
  // this Redis and must not read it.
  const database = createHash("sha256").update(databaseUrl).digest("hex");
  const prefix = `${database.slice(0, 16)}:`;
  const store = redisStore({ url, prefix, logger });
  return {
    store,
    firstAttempt: store.firstAttempt,
    close: async () => store.close(),
  };
}

function onPostgres(options: StoreOptions): OpenedStore {
  const { databaseUrl, connections = 2, logger } = options;
  // A separate pool: the store does not wait for the repository's statements.
  const pool = createPool({
    connectionString: databaseUrl,
    max: connections,
    logger,
  });
  // Opens a connection now, so that the first request does not wait for it.
  const firstAttempt = pool.query("SELECT").then(
    () => {},
    () => {}, // The breaker logs it.
  );
  return { store: postgresStore(pool), firstAttempt, close: () => pool.end() };
}
