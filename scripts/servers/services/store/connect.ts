// A single connection to Redis, for one piece of work.
import { Redis } from "ioredis";

/** Of a server of our own: many, so that each test file can have one. */
export const databases = 1024;

const longestMs = 5000;

/** @throws Error with the reason, if there is no connection. */
export async function withRedis<T>(
  url: string,
  work: (redis: Redis) => Promise<T>,
): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: longestMs,
    commandTimeout: longestMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // `connect` says only that it is closed; the reason comes this way.
  let reason: Error | undefined;
  redis.on("error", (error) => {
    reason ??= error;
  });
  try {
    await redis.connect().catch((error: unknown) => {
      throw reason ?? error;
    });
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/** The version that the server itself reports, as "7.0.15". */
export async function redisVersion(redis: Redis): Promise<string> {
  const info = await redis.info("server");
  return /^redis_version:(\S+)/m.exec(info)?.[1] ?? "of unknown version";
}

/** The URL of a Redis on this machine. */
export function localRedisUrl(
  { port, password }: { port: number; password: string },
  database: number,
): string {
  return `redis://:${password}@127.0.0.1:${port}/${database}`;
}
