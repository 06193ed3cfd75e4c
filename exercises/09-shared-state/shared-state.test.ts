/**
 * What two processes agree on, by a store that is really there, and what they do without it.
 * @jest-environment ./scripts/servers/services/jest/with-store.ts
 */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startExerciseServer } from "../../scripts/exercises/start-exercise-server";
import type { OpenedStore } from "../../steps/09-shared-state/store/open-store";
import type { SharedStore } from "../../steps/09-shared-state/store/shared-store";
import type { OrdersQuery } from "./orders";
import { sharedOrders } from "./shared-orders";
import {
  broken,
  connectTwice,
  items,
  newApi,
  newLimit,
  place,
  silent,
  watchedOrders,
} from "./test/api";

/** A slow machine is no failure. */
const patienceMs = 30_000;

let opened: OpenedStore[] = [];
let one: SharedStore;
let other: SharedStore;
let starting: Promise<string[]>;
beforeAll(async () => {
  starting = startServers();
  starting.catch(() => {}); // Those who need them are told.
  const stores = await connectTwice();
  opened = stores;
  [one, other] = [stores[0].store, stores[1].store];
}, patienceMs);
afterAll(() => Promise.all(opened.map(({ close }) => close())));

/** Two real processes, which are ready when the other tests are done. */
async function startServers(): Promise<string[]> {
  const { DATABASE_URL = "", REDIS_URL } = process.env;
  const env = { DATABASE_URL, ...(REDIS_URL && { REDIS_URL }) };
  const settings = { env, readyTimeoutMs: patienceMs };
  const servers = await Promise.all(
    [1, 2].map(() => startExerciseServer("orders-server", settings)),
  );
  return servers.map(({ url }) => url);
}

let customers = 0;
/** Somebody whom no test before has met. */
const newCustomer = () => `customer ${++customers}`;

const placed = { status: 201 };
const retryAfter = expect.stringMatching(/^[1-9]\d*$/);
const tooMany = { status: 429, code: "too_many_orders", retryAfter };
const unavailable = {
  status: 503,
  code: "store_unavailable",
  retryAfter: "1",
};

describe("orderLimit", () => {
  test("lets the limit through, and says when to come back", async () => {
    const api = newApi(one, { limit: 2 });
    const ada = newCustomer();

    const responses = [await place(api, ada), await place(api, ada)];

    expect([...responses, await place(api, ada)]).toEqual([
      placed,
      placed,
      tooMany,
    ]);
  });

  test("counts what another process has let through", async () => {
    const ada = newCustomer();

    const first = await place(newApi(one, { limit: 1 }), ada);
    const second = await place(newApi(other, { limit: 1 }), ada);

    expect([first, second]).toEqual([placed, tooMany]);
  });

  test("counts each of those that come at once", async () => {
    const apis = [newApi(one, { limit: 5 }), newApi(other, { limit: 5 })];
    const ada = newCustomer();

    const responses = await Promise.all(
      [...apis, ...apis, ...apis, ...apis].map((api) => place(api, ada)),
    );

    const through = responses.filter(({ status }) => status === 201);
    expect(through).toHaveLength(5);
  });

  test("counts each customer alone", async () => {
    const api = newApi(one, { limit: 1 });

    const responses = [
      await place(api, newCustomer()),
      await place(api, newCustomer()),
    ];

    expect(responses).toEqual([placed, placed]);
  });

  test("begins anew when the window is over", async () => {
    const api = newLimit(one, 50);
    const ada = newCustomer();
    await place(api, ada);

    await delay(60);

    expect(await place(api, ada)).toEqual(placed);
  });
});

describe("sharedOrders", () => {
  const five: OrdersQuery = { limit: 5 };
  const lamp = { item: "lamp", quantity: 1 };

  /** Two processes, with the same database and the same store. */
  function shops() {
    const database = watchedOrders();
    const [first, second] = [one, other].map((store) =>
      sharedOrders(database, { store, ttlMs: 60_000 }),
    );
    if (!first || !second) throw new Error("there are two");
    return { database, first, second };
  }

  test("loads a list once, for all processes", async () => {
    const { database, first, second } = shops();
    const ada = newCustomer();
    await first.place(ada, lamp);

    const lists = [await first.list(ada, five), await second.list(ada, five)];

    expect(lists).toEqual([[{ id: 1, ...lamp }], [{ id: 1, ...lamp }]]);
    expect(database.loads).toBe(1);
  });

  test("keeps the lists of customers apart, and those of queries", async () => {
    const { first } = shops();
    const [ada, bob] = [newCustomer(), newCustomer()];
    for (let i = 0; i < 6; i += 1) await first.place(ada, lamp);

    const lists = [
      await first.list(ada, five),
      await first.list(ada, { limit: 20 }),
      await first.list(bob, five),
    ];

    expect(lists.map((list) => list.length)).toEqual([5, 6, 0]);
  });

  test("shows an order at once, in every process and every list", async () => {
    const { first, second } = shops();
    const ada = newCustomer();
    const queries = [five, { limit: 20 } as const];
    for (const query of queries) await second.list(ada, query);

    await first.place(ada, lamp);

    for (const query of queries) {
      expect(await second.list(ada, query)).toHaveLength(1);
    }
  });

  test("keeps what others have, when somebody places an order", async () => {
    const { database, first } = shops();
    const [ada, bob] = [newCustomer(), newCustomer()];
    await first.list(bob, five);

    await first.place(ada, lamp);
    await first.list(bob, five);

    expect(database.loads).toBe(1);
  });

  test("keeps nothing that was being loaded while an order was placed", async () => {
    const { database, first, second } = shops();
    const ada = newCustomer();
    database.whileLoading = async () => {
      database.whileLoading = async () => {};
      await second.place(ada, lamp);
    };
    await first.list(ada, five);

    const lists = [await first.list(ada, five), await second.list(ada, five)];

    expect(lists).toEqual([[{ id: 1, ...lamp }], [{ id: 1, ...lamp }]]);
  });

  test("loads a cold list once, however many ask for it at once", async () => {
    const { database, first, second } = shops();
    const ada = newCustomer();

    await Promise.all(
      [first, second, first, second].map((shop) => shop.list(ada, five)),
    );

    expect(database.loads).toBe(1);
  });

  test("hands on why a list cannot be loaded, and lets the next one try", async () => {
    const { database, first, second } = shops();
    const ada = newCustomer();
    database.whileLoading = async () => {
      database.whileLoading = async () => {};
      throw new Error("no database");
    };

    await expect(first.list(ada, five)).rejects.toThrow("no database");
    const next = second.list(ada, five);

    expect(await Promise.race([next, soon("still waiting")])).toEqual([]);
  });
});

/** Only what does not work takes so long. */
const soon = (words: string) => delay(4000, words, { ref: false });

describe("without the store", () => {
  const ada = "ada";

  test.each([
    ["passes", "pass", placed],
    ["is refused", "refuse", unavailable],
  ] as const)("an order %s, as it is set", async (_how, word, outcome) => {
    const api = newApi(broken, { whenStoreFails: word });

    expect(await place(api, ada)).toEqual(outcome);
  });

  test("lists are loaded, with what was placed", async () => {
    const api = newApi(broken, { whenStoreFails: "pass" });
    await place(api, ada);

    expect(await items(api, ada)).toEqual(["lamp"]);
  });

  test("nobody waits for one that hangs", async () => {
    const settings = { whenStoreFails: "pass", timeoutMs: 10 } as const;
    const api = newApi(silent, settings);

    const done = place(api, ada).then(() => items(api, ada));

    expect(await Promise.race([done, soon("still waiting")])).toEqual(["lamp"]);
  });
});

describe("two processes", () => {
  let urls: string[] = [];
  beforeAll(async () => {
    urls = await starting;
  }, patienceMs);

  test("let the limit of five through together", async () => {
    const ada = newCustomer();

    const responses = await Promise.all(
      [...urls, ...urls, ...urls, ...urls].map((url) => place(url, ada)),
    );

    const through = responses.filter(({ status }) => status === 201);
    expect(through).toHaveLength(5);
  });

  test("show what was placed at the other one", async () => {
    const ada = newCustomer();
    const [first = "", second = ""] = urls;
    const before = await items(second, ada);

    await place(first, ada);

    expect([before, await items(second, ada)]).toEqual([[], ["lamp"]]);
  });
});
