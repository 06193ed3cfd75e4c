// Prepares the database when the server starts, and retries until it is reachable.
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "winston";
import { isUnavailable } from "./database-error";

const INITIAL_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5000;

export interface PrepareOptions {
  readonly logger: Logger;
  /** Gets a separate connection, without a statement timeout. */
  readonly prepare: (client: Client) => Promise<void>;
}

export interface Preparation {
  /** Resolves when the first attempt is over, however it ended. */
  readonly firstAttempt: Promise<void>;
  /** Resolves when an attempt has succeeded; rejects when no attempt can succeed. */
  readonly ready: Promise<void>;
}

/**
 * Runs `prepare` until it succeeds, with exponential backoff. A server that exited
 * because its database is not up yet would need somebody to start it again; this
 * one answers 503 meanwhile, and recovers by itself. It does not retry what the
 * database would refuse again: a wrong password, a migration that does not apply.
 */
export function keepPreparing(
  connectionString: string,
  { prepare, logger }: PrepareOptions,
): Preparation {
  const attempt = () => withClient(connectionString, prepare);
  const first = attempt();
  return {
    firstAttempt: first.catch(() => {}),
    ready: untilReady(first, attempt, logger),
  };
}

async function untilReady(
  first: Promise<void>,
  attempt: () => Promise<void>,
  logger: Logger,
): Promise<void> {
  let latest = first;
  let backoff = INITIAL_BACKOFF_MS;
  for (;;) {
    try {
      await latest;
      return;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      logger.warn("the database is not ready", {
        error: error instanceof Error ? error.message : String(error),
        nextTryMs: backoff,
      });
    }
    await sleep(backoff);
    backoff = Math.min(2 * backoff, MAX_BACKOFF_MS);
    latest = attempt();
  }
}

async function withClient(
  connectionString: string,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({
    connectionString,
    // A network that drops packets makes the database unavailable, too.
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  client.on("error", () => {}); // The statement in flight rejects with it.
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
