// The shared store for a command: Redis if there is one, else PostgreSQL; and Redis keys for one test file.
import { errorMessage } from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { hasRedisServer, type StoreKind } from "../needs";
import { ensurePostgres } from "../postgres/postgres";
import { acquire } from "../reaper/acquire";
import { databases, localRedisUrl, redisVersion, withRedis } from "./connect";

export interface StoreService {
  readonly kind: StoreKind;
  readonly url: string;
  /** As "Redis 7.0.15, started from the PATH, on port 23457". */
  describe(): string;
  /** Ends what was started, if no other command uses it. */
  stop(): Promise<void>;
}

/**
 * The store that REDIS_URL names; or a redis-server from the PATH, which all
 * commands of this folder share and which ends with the last of them; or the
 * database of that name, on PostgreSQL. `WORKSHOP_STORE=postgres` asks for
 * the last one, whatever else there is.
 *
 * @throws UserError (1) if what was named cannot be reached.
 */
export async function ensureStore(database = "store"): Promise<StoreService> {
  const { REDIS_URL, WORKSHOP_STORE } = process.env;
  if (WORKSHOP_STORE === "postgres") return onPostgres(database, "as asked");
  if (REDIS_URL) return given(REDIS_URL);
  if (hasRedisServer()) return onRedis();
  return onPostgres(database, "as no redis-server is on the PATH");
}

async function given(url: string): Promise<StoreService> {
  const where = describeRedisUrl(url);
  const version = await withRedis(url, redisVersion).catch((error) => {
    throw new UserError(
      `Redis cannot be used, ${where}: ${errorMessage(error)}. Without REDIS_URL, one is started for you.`,
      1,
    );
  });
  const describe = () => `Redis ${version}, ${where}`;
  return { kind: "redis", url, describe, stop: async () => {} };
}

/** "at localhost:6379 (REDIS_URL)": never the password. */
export function describeRedisUrl(url: string): string {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UserError(
      "REDIS_URL is no URL of a Redis, as redis://localhost:6379 is. Without it, one is started for you.",
      1,
    );
  }
  const { hostname, port } = new URL(url);
  return `at ${hostname}:${port || 6379} (REDIS_URL)`;
}

async function onRedis(): Promise<StoreService> {
  const { details, release } = await acquire("Redis");
  const { version, port } = details;
  return {
    kind: "redis",
    url: localRedisUrl(details, 0),
    describe: () => `Redis ${version}, started from the PATH, on port ${port}`,
    stop: release,
  };
}

async function onPostgres(name: string, why: string): Promise<StoreService> {
  const { createDatabase, stop } = await ensurePostgres();
  try {
    const url = await createDatabase(name);
    const describe = () => `The shared store is on PostgreSQL, ${why}`;
    return { kind: "postgres", url, describe, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface TemporaryRedis {
  readonly url: string;
  /** Removes its keys, and ends the server if no other command uses it. */
  drop(): Promise<void>;
}

// Steps have the first; the second holds the count of those given out.
const ofCount = 1;
const lowest = 2;

/**
 * On a redis-server from the PATH, never the one of REDIS_URL, where others
 * may have their data. Channels are not its own: Redis has them per server.
 *
 * @throws UserError (1) if there is no redis-server.
 */
export async function temporaryRedis(): Promise<TemporaryRedis> {
  const { details, release } = await acquire("Redis");
  const count = await withRedis(localRedisUrl(details, ofCount), (redis) =>
    redis.incr("databases given out"),
  );
  const url = localRedisUrl(details, lowest + (count % (databases - lowest)));
  const empty = () => withRedis(url, (redis) => redis.flushdb());
  await empty(); // Its last user may have been killed.
  return {
    url,
    async drop() {
      await empty();
      await release();
    },
  };
}
