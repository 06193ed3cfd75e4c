// Proves that what Redis refuses leads to a new connection or an open breaker, and is said once.
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type TemporaryRedis,
  temporaryRedis,
} from "../../../scripts/servers/services/fixtures/temporary-redis";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import {
  connectStore,
  type OpenedStore,
  openStore,
  type StoreOptions,
} from "./open-store";
import { storeEvents } from "./store-events";

const { fails, lost } = storeEvents;
const databaseUrl = "postgres://nowhere";

let redis: TemporaryRedis;
let opened: OpenedStore;
let log: ReturnType<typeof memoryLogger>;

async function open(how: (options: StoreOptions) => OpenedStore) {
  log = memoryLogger();
  opened = how({ redisUrl: redis.url, databaseUrl, logger: log.logger });
  await opened.firstAttempt;
}

beforeEach(async () => {
  redis = await temporaryRedis();
});
afterEach(async () => {
  await opened.close();
  redis.close();
});

const count = () => opened.store.count("a", 1, 1000);
const get = () => opened.store.get("a");
const works = (call: () => Promise<unknown>) =>
  call().then(
    () => true,
    () => false,
  );

const linesOf = (message: string) =>
  log.entries.filter((line) => line.message === message);

describe("a store that reads, and takes no writes", () => {
  test.each([
    "OOM command not allowed when used memory > 'maxmemory'.",
    "MISCONF Redis is configured to save RDB snapshots, but it cannot.",
    "NOREPLICAS Not enough good replicas to write.",
  ])("opens the breaker of the writes, and says so once: %s", async (words) => {
    // A busy machine is no store that fails.
    await open((options) => openStore(options, { timeoutMs: 10_000 }));
    redis.refuses = { eval: words };

    for (let i = 0; i < 12; i += 1) {
      expect([await works(count), await works(get)]).toEqual([false, true]);
    }

    expect(linesOf(fails)).toEqual([
      expect.objectContaining({
        operation: "count",
        reason: `ReplyError: ${words}`,
      }),
    ]);
    expect(redis.connections).toBe(1);
  });
});

describe("a server that is not the one to ask", () => {
  test.each([
    "READONLY You can't write against a read only replica.",
    "ERR Error running script: @user_script:3: -READONLY You can't write",
    "MASTERDOWN Link with MASTER is down",
    "LOADING Redis is loading the dataset in memory",
    "NOAUTH Authentication required.",
  ])("is left for a new connection, and lost once: %s", async (words) => {
    await open(connectStore);
    redis.refuses = { eval: words, getex: words };
    expect([await works(count), await works(get)]).toEqual([false, false]);

    redis.refuses = {};
    while (!(await works(count))) await setImmediate();

    expect(redis.connections).toBeGreaterThan(1);
    expect(linesOf(lost)).toEqual([
      expect.objectContaining({ error: `ReplyError: ${words}` }),
    ]);
    expect(linesOf(storeEvents.back)).toHaveLength(1);
  });
});
