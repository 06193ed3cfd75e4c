// The shared store on Redis.
import { Redis } from "ioredis";
import type { Logger } from "winston";
import type { SharedStore } from "./shared-store";
import { storeEvents } from "./store-events";

export interface RedisStoreOptions {
  readonly url: string;
  /** Before every key: one Redis may serve many. */
  readonly prefix: string;
  readonly logger: Logger;
}

export interface RedisStore extends SharedStore {
  /** Resolves once the first attempt to connect has succeeded or failed. */
  readonly firstAttempt: Promise<void>;
  close(): void;
}

// Redis runs a script atomically. With INCRBY and PEXPIRE as two commands, a
// process that dies between them leaves a count that never expires. A window
// longer than asked for means that the clock was set back.
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
  const { redis, awaitReply } = connect(options);
  return {
    firstAttempt: redis.connect().catch(() => {}), // Logged, and tried again.

    async count(key, hits, windowMs) {
      const reply = await awaitReply(redis.eval(COUNT, 1, key, hits, windowMs));
      const [total, left] = Array.isArray(reply) ? reply.map(Number) : [];
      if (total === undefined || left === undefined) {
        throw new TypeError(`Redis counted ${JSON.stringify(reply)}`);
      }
      return { total, resetsInMs: left };
    },

    async get(key) {
      // To Redis, GETEX is a write. A replica refuses it, where it would answer
      // GET with a value that may be old.
      return (await awaitReply(redis.getexBuffer(key))) ?? undefined;
    },

    async set(key, value, ttlMs) {
      await awaitReply(redis.set(key, value, "PX", ttlMs));
    },

    async setIfAbsent(key, value, ttlMs) {
      const reply = redis.set(key, value, "PX", ttlMs, "NX");
      return (await awaitReply(reply)) === "OK";
    },

    async delete(key) {
      await awaitReply(redis.del(key));
    },

    close: () => redis.disconnect(),
  };
}

// Replies of a server that is no (or not yet the) primary. After a failover the
// name leads to another server, which only a new connection reaches.
const NOT_PRIMARY = /\b(READONLY|MASTERDOWN|LOADING|NOAUTH)\b/;

interface Connection {
  readonly redis: Redis;
  /** Waits for a reply, which shows that Redis is back. */
  readonly awaitReply: <T>(reply: Promise<T>) => Promise<T>;
}

function connect({ url, prefix, logger }: RedisStoreOptions): Connection {
  let isLost = false;
  const lose = (error: Error) => {
    if (!isLost) logger.warn(storeEvents.lost, { error: String(error) });
    isLost = true;
  };
  const redis = new Redis(url, {
    keyPrefix: prefix,
    lazyConnect: true,
    connectTimeout: 1000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1000),
    reconnectOnError(error) {
      const isNotPrimary = NOT_PRIMARY.test(error.message);
      if (isNotPrimary) lose(error);
      return isNotPrimary;
    },
    // A command is sent now or fails now: waiting for Redis to come back would
    // keep a client waiting. And no command is sent twice: it may have counted.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // Gives up a connection that has gone silent. Not too soon: a blocked event
    // loop sees no data arrive either.
    socketTimeout: 10_000,
  });
  redis.on("error", lose);
  return {
    redis,
    async awaitReply(reply) {
      const value = await reply;
      if (isLost) logger.info(storeEvents.back);
      isLost = false;
      return value;
    },
  };
}
