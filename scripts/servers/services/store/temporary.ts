// A Redis database for one test file: its own keys, on the server that all share.
import { acquire } from "../reaper/acquire";
import { databases, localRedisUrl, withRedis } from "./connect";

export interface TemporaryRedis {
  readonly url: string;
  /** Removes its keys, and ends the server if nobody else uses it. */
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
  await empty(); // Whoever had it before may have been killed.
  return {
    url,
    async drop() {
      await empty();
      await release();
    },
  };
}
