// Proves which store is taken where, and that none outlives its users.
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { findOnPath } from "../../host/find-on-path";
import { freePort } from "../../host/free-port";
import { type Command, startCommand } from "../fixtures/command";
import { describeWithRedis } from "../fixtures/if-available";
import { query } from "../fixtures/postgres";
import { allGone, useState } from "../fixtures/state";
import { readHolder } from "../reaper/lock";
import { withRedis } from "./connect";
import { ensureStore, type StoreService, temporaryRedis } from "./store";

useState();

const { PATH } = process.env;
const commands: Command[] = [];
const stores: StoreService[] = [];
afterEach(async () => {
  process.env.PATH = PATH;
  delete process.env.REDIS_URL;
  delete process.env.WORKSHOP_STORE;
  await Promise.all(commands.splice(0).map((command) => command.kill()));
  await Promise.all(stores.splice(0).map((store) => store.stop()));
  await allGone();
});

async function use(database?: string): Promise<StoreService> {
  const store = await ensureStore(database);
  stores.push(store);
  return store;
}

function startOne(): Command {
  const command = startCommand("store");
  commands.push(command);
  return command;
}

const set = (url: string, key: string) =>
  withRedis(url, (redis) => redis.set(key, "here"));
const get = (url: string, key: string) =>
  withRedis(url, (redis) => redis.get(key));

/** A connection, whose end tells of the server's without asking. */
async function endOfRedis(url: string): Promise<{ ended: Promise<unknown> }> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null });
  redis.on("error", () => {});
  const ended = once(redis, "end");
  await redis.connect();
  return { ended };
}

describeWithRedis("the store, with a redis-server on the PATH", () => {
  test("is one Redis for all commands, and says so", async () => {
    const { store } = await startOne().urls;
    const own = await use();

    expect(own.url).toBe(store);
    expect(own.kind).toBe("redis");
    expect(own.describe()).toBe(
      `Redis ${await version(store)}, started from the PATH, on port ${new URL(store).port}`,
    );
  });

  test("lets nobody in without its password", async () => {
    const { url } = await use();
    const stranger = new URL(url);
    stranger.password = "";

    await expect(get(stranger.href, "any")).rejects.toThrow(/NOAUTH/);
  });

  test("keeps nothing from one time to the next", async () => {
    const first = await use();
    await set(first.url, "kept");
    await first.stop();

    const second = await use();

    expect(second.url).toBe(first.url);
    expect(await get(second.url, "kept")).toBeNull();
  });

  test("ends after SIGKILL of its last command", async () => {
    const command = startOne();
    const { ended } = await endOfRedis((await command.urls).store);

    await command.kill();

    await ended;
  });

  test("is ended by the next one after SIGKILL of its reaper", async () => {
    const command = startOne();
    const { store } = await command.urls;
    const { ended } = await endOfRedis(store);
    await set(store, "kept");
    process.kill(readHolder("Redis")?.pid ?? 0, "SIGKILL");
    await command.kill();

    const { url } = await use();

    await ended;
    expect(await get(url, "kept")).toBeNull();
  });

  test("is there again, on the same port, after its own SIGKILL", async () => {
    const { url } = await use();
    const { ended } = await endOfRedis(url);

    process.kill(await processId(url), "SIGKILL");

    await ended;
    const again = new Redis(url, {
      retryStrategy: () => 20,
      maxRetriesPerRequest: null,
    });
    again.on("error", () => {}); // Each time that it is not there yet.
    expect(await again.ping()).toBe("PONG");
    again.disconnect();
  });

  test("leaves another's Redis alone, on the port that it had", async () => {
    const own = await use();
    const port = Number(new URL(own.url).port);
    await own.stop();
    const state = process.env.WORKSHOP_STATE ?? "";
    process.env.WORKSHOP_STATE = join(state, "another");
    const another = await use();
    process.env.WORKSHOP_STATE = state;
    const taken = new URL(another.url).port;
    writeFileSync(join(state, "redis", "port"), taken);

    const { url } = await use();

    expect(new URL(url).port).not.toBe(taken);
    expect(await get(another.url, "any")).toBeNull();
    expect(port).toBeGreaterThan(0);
  });
});

describeWithRedis("Redis databases for tests", () => {
  test("are each their own, and empty when dropped", async () => {
    const [one, other] = await Promise.all([
      temporaryRedis(),
      temporaryRedis(),
    ]);
    const store = await use();
    await set(one.url, "mine");

    expect(await get(other.url, "mine")).toBeNull();
    expect(await get(store.url, "mine")).toBeNull();
    await one.drop();
    expect(await get(one.url, "mine")).toBeNull();
    await other.drop();
  });

  test("are not on the server of REDIS_URL", async () => {
    process.env.REDIS_URL = "redis://127.0.0.1:1";

    const { url, drop } = await temporaryRedis();

    expect(await get(url, "any")).toBeNull();
    await drop();
  });
});

describeWithRedis("REDIS_URL", () => {
  test("is used as it is, and described without its password", async () => {
    const { url } = await use();
    process.env.REDIS_URL = url;

    const given = await ensureStore();

    expect(given).toMatchObject({ kind: "redis", url });
    expect(given.describe()).toBe(
      `Redis ${await version(url)}, at 127.0.0.1:${new URL(url).port} (REDIS_URL)`,
    );
    await given.stop();
    expect(await get(url, "any")).toBeNull();
  });
});

describe("REDIS_URL, where it leads nowhere", () => {
  test("is one line, without its password", async () => {
    const port = await freePort();
    process.env.REDIS_URL = `redis://:secret@127.0.0.1:${port}`;

    await expect(ensureStore()).rejects.toMatchObject({
      name: "UserError",
      exitCode: 1,
      message: `Redis cannot be used, at 127.0.0.1:${port} (REDIS_URL): connect ECONNREFUSED 127.0.0.1:${port}. Without REDIS_URL, one is started for you.`,
    });
  });

  test("is told how it is written", async () => {
    process.env.REDIS_URL = "localhost:6379";

    await expect(ensureStore()).rejects.toThrow(/^REDIS_URL is no URL of a/);
  });
});

test("a redis-server that never listens ends with the command", async () => {
  const folder = mkdtempSync(join(process.env.WORKSHOP_STATE ?? "", "bin-"));
  const started = join(folder, "started");
  const silent = `#!/bin/sh\ntrap "" TERM\necho > "${started}"\nwhile :; do sleep 1; done\n`;
  writeFileSync(join(folder, "redis-server"), silent, { mode: 0o755 });
  process.env.PATH = `${folder}:${PATH}`;
  const command = startOne();
  while (!existsSync(started)) await delay(20);

  await command.kill();

  await allGone();
});

describe("the store, without Redis", () => {
  test.each([
    ["as no redis-server is on the PATH", () => ({ PATH: poorPath() })],
    ["as asked", () => ({ WORKSHOP_STORE: "postgres", REDIS_URL: "any" })],
  ])("is a database on PostgreSQL, %s", async (why, environment) => {
    Object.assign(process.env, environment());

    const store = await use("step_09");

    expect(store.kind).toBe("postgres");
    expect(store.describe()).toBe(`The shared store is on PostgreSQL, ${why}`);
    expect(await query(store.url, "SELECT current_database() AS name")).toEqual(
      [{ name: "step_09" }],
    );
  });
});

/** A folder with nothing but the programs that PostgreSQL is started with. */
function poorPath(): string {
  const folder = join(process.env.WORKSHOP_STATE ?? "", "bin");
  mkdirSync(folder);
  for (const name of ["id", "locale", "setpriv"]) {
    const program = findOnPath(name);
    if (program) symlinkSync(program, join(folder, name));
  }
  return folder;
}

async function version(url: string): Promise<string | undefined> {
  return (await info(url)).redis_version;
}

async function processId(url: string): Promise<number> {
  return Number((await info(url)).process_id);
}

async function info(url: string): Promise<Record<string, string>> {
  const text = await withRedis(url, (redis) => redis.info("server"));
  const pairs = text.split("\r\n").map((line) => line.split(":"));
  return Object.fromEntries(pairs);
}
