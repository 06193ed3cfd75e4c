// Prepares the database when the server starts, and waits for it as long as it takes.
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "winston";
import { isUnavailable } from "./database-error";

const INITIAL_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5000;

export interface PrepareOptions {
  readonly logger: Logger;
  /** Has a connection of its own, and no statement of it is cut off. */
  readonly prepare: (client: Client) => Promise<void>;
}

export interface Preparation {
  /** Resolves when the first attempt is over, however it ended. */
  readonly tried: Promise<void>;
  /** Resolves when an attempt has succeeded; rejects where none ever will. */
  readonly ready: Promise<void>;
}

/**
 * Runs `prepare` until it succeeds, with a pause that doubles. A server that
 * ended because its database is not up yet would have to be started again by
 * somebody; this one answers 503 meanwhile, and gets well by itself. What the
 * database refuses, as a wrong password or a migration that does not apply, it
 * will refuse again: for that nobody should wait.
 */
export function keepPreparing(
  connectionString: string,
  { prepare, logger }: PrepareOptions,
): Preparation {
  const attempt = () => withClient(connectionString, prepare);
  const first = attempt();
  return {
    tried: first.catch(() => {}),
    ready: untilReady(first, attempt, logger),
  };
}

async function untilReady(
  first: Promise<void>,
  attempt: () => Promise<void>,
  logger: Logger,
): Promise<void> {
  let latest = first;
  let pause = INITIAL_BACKOFF_MS;
  for (;;) {
    try {
      await latest;
      return;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      logger.warn("the database is not ready", {
        error: error instanceof Error ? error.message : String(error),
        nextTryMs: pause,
      });
    }
    await sleep(pause);
    pause = Math.min(2 * pause, MAX_BACKOFF_MS);
    latest = attempt();
  }
}

async function withClient(
  connectionString: string,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({
    connectionString,
    // A network that swallows packets is an absent database, too.
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  client.on("error", () => {}); // The statement that it meets says so.
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
