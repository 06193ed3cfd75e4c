// Proves of both stores, on real servers, that they are atomic, and shared by all who are connected.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { describeWithRedis } from "../../../scripts/servers/services/fixtures/if-available";
import {
  type TemporaryServices,
  temporaryServices,
} from "../../../scripts/servers/services/temporary-services";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { createPool } from "../../07-database/db/pool";
import { postgresStore } from "./postgres-store";
import { prepareStore } from "./prepare-store";
import { redisStore } from "./redis-store";
import type { SharedStore } from "./shared-store";

const { logger } = memoryLogger();
const hour = 3_600_000;
const text = (value: Buffer | undefined) => value?.toString();

describeWithRedis("the store on Redis", () => {
  holds("redis", async ({ REDIS_URL = "" }) => {
    const store = redisStore({ url: REDIS_URL, prefix: "test:", logger });
    await store.firstAttempt;
    return { store, close: async () => store.close() };
  });
});

describe("the store on PostgreSQL", () => {
  holds("postgres", async ({ DATABASE_URL = "" }) => {
    const client = new Client(DATABASE_URL);
    await client.connect();
    await prepareStore(client, { logger });
    await client.end();
    const pool = createPool({
      connectionString: DATABASE_URL,
      logger,
      // A busy machine is no failure.
      statementTimeoutMs: 20_000,
      connectionTimeoutMs: 20_000,
    });
    return { store: postgresStore(pool), close: () => pool.end() };
  });
});

interface Opened {
  readonly store: SharedStore;
  close(): Promise<void>;
}

function holds(
  kind: "redis" | "postgres",
  open: (env: Readonly<Record<string, string>>) => Promise<Opened>,
): void {
  let services: TemporaryServices;
  let opened: Opened[] = [];
  beforeAll(async () => {
    services = await temporaryServices({ services: ["store"] }, kind);
    opened = [await open(services.env), await open(services.env)];
  });
  afterAll(async () => {
    await Promise.all(opened.map(({ close }) => close()));
    await services.stop();
  });
  /** As two processes have it. */
  const stores = () => opened.map(({ store }) => store);
  const both = (index: number): SharedStore => {
    const store = stores()[index % 2];
    if (!store) throw new Error("not opened");
    return store;
  };

  test("counts every hit once, whoever counts at the same time", async () => {
    const counts = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        both(index).count("c", 1, hour),
      ),
    );

    const totals = counts.map(({ total }) => total).sort((a, b) => a - b);
    expect(totals).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  test("counts several hits at once, and takes some back", async () => {
    await both(0).count("several", 5, hour);
    await both(1).count("several", -2, hour);

    expect((await both(0).count("several", 1, hour)).total).toBe(4);
  });

  test("begins a window with its first hit, and does not prolong it", async () => {
    const first = await both(0).count("window", 1, hour);
    const second = await both(1).count("window", 1, 2 * hour);

    expect(first.resetsInMs).toBe(hour);
    expect(second.resetsInMs).toBeGreaterThan(hour / 2);
    expect(second.resetsInMs).toBeLessThanOrEqual(hour);
  });

  test("ends a window in time whose clock was set back", async () => {
    await both(0).count("set back", 1, 2 * hour);

    const { resetsInMs } = await both(1).count("set back", 1, hour);

    expect(resetsInMs).toBeLessThanOrEqual(hour);
  });

  test("begins another one when it is over", async () => {
    await both(0).count("short", 7, 1);
    let total = 0;
    // Time passes by itself; how much, nobody knows.
    do total = (await both(1).count("short", 1, 1)).total;
    while (total > 1);

    expect(total).toBe(1);
  });

  test("gets what another has set, byte by byte", async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await both(0).set("bytes", bytes, hour);

    expect(await both(1).get("bytes")).toEqual(bytes);
  });

  test("has nothing where nothing was set, or it was deleted", async () => {
    await both(0).set("deleted", Buffer.from("x"), hour);
    await both(1).delete("deleted");

    expect(await both(0).get("deleted")).toBeUndefined();
    expect(await both(0).get("never")).toBeUndefined();
  });

  test("has nothing any more when its time is over", async () => {
    await both(0).set("brief", Buffer.from("x"), 1);
    while (await both(1).get("brief"));

    expect(await both(0).setIfAbsent("brief", Buffer.from("y"), hour)).toBe(
      true,
    );
    expect(text(await both(1).get("brief"))).toBe("y");
  });

  test("sets what is absent for one of many", async () => {
    const received = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        both(index).setIfAbsent("once", Buffer.from(String(index)), hour),
      ),
    );

    expect(received.filter(Boolean)).toHaveLength(1);
    expect(text(await both(0).get("once"))).toBe(
      String(received.indexOf(true)),
    );
  });
}
