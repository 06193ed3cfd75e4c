// The shared store on Redis.
import { Redis } from "ioredis";
import type { Logger } from "winston";
import type { SharedStore } from "./shared-store";

export interface RedisStoreOptions {
  readonly url: string;
  /** Before every key: one Redis may serve many. */
  readonly prefix: string;
  readonly logger: Logger;
}

export interface RedisStore extends SharedStore {
  /** Resolves once the first attempt to connect has succeeded or failed. */
  readonly tried: Promise<void>;
  close(): void;
}

// One script is one step to everybody else. INCRBY and PEXPIRE as two commands
// are not: whoever dies between them leaves a count that never ends. A window
// that is longer than it can be is one whose clock was set back.
const COUNT = `
  local total = redis.call("INCRBY", KEYS[1], ARGV[1])
  local left = redis.call("PTTL", KEYS[1])
  local window = tonumber(ARGV[2])
  if left < 0 or left > window then
    left = window
    redis.call("PEXPIRE", KEYS[1], left)
  end
  return { total, left }`;

export function redisStore(options: RedisStoreOptions): RedisStore {
  const redis = connect(options);
  return {
    tried: redis.connect().catch(() => {}), // Logged, and tried again.

    async count(key, hits, windowMs) {
      const reply = await redis.eval(COUNT, 1, key, hits, windowMs);
      const [total, left] = Array.isArray(reply) ? reply.map(Number) : [];
      if (total === undefined || left === undefined) {
        throw new TypeError(`Redis counted ${JSON.stringify(reply)}`);
      }
      return { total, resetsInMs: left };
    },

    async get(key) {
      return (await redis.getBuffer(key)) ?? undefined;
    },

    async set(key, value, ttlMs) {
      await redis.set(key, value, "PX", ttlMs);
    },

    async setIfAbsent(key, value, ttlMs) {
      return (await redis.set(key, value, "PX", ttlMs, "NX")) === "OK";
    },

    async delete(key) {
      await redis.del(key);
    },

    close: () => redis.disconnect(),
  };
}

function connect({ url, prefix, logger }: RedisStoreOptions): Redis {
  const redis = new Redis(url, {
    keyPrefix: prefix,
    lazyConnect: true,
    connectTimeout: 1000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1000),
    // A command is sent now, or fails now: whoever waits for Redis to come back
    // keeps a client waiting. And none is sent twice, as it may have counted.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // A connection over which nothing comes any more is given up. An event loop
    // that stands still sees nothing come either, so not too soon.
    socketTimeout: 10_000,
  });
  let isLost = false;
  redis.on("error", (error) => {
    if (!isLost) logger.warn("redis is lost", { error: String(error) });
    isLost = true;
  });
  redis.on("ready", () => {
    if (isLost) logger.info("redis is back");
    isLost = false;
  });
  return redis;
}
