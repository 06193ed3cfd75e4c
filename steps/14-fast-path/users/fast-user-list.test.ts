// Proves that a request gets the same response from the fast path as from the ordinary way, and what goes which way.
import { describe, expect, jest, test } from "@jest/globals";
import { Registry } from "@prometheus-io/client";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { VersionedCache } from "../../09-shared-state/cache/versioned-cache";
import { memoryStore } from "../../09-shared-state/store/fixtures/memory-store";
import { Readiness } from "../../11-zero-downtime/health/readiness";
import { createApp } from "../../12-observability/app";
import { requestMetrics } from "../../12-observability/metrics/request-metrics";
import { ConcurrencyLimit } from "../../12-observability/overload/concurrency-limit";
import { LeasedCache } from "../../13-scale-out/cache/leased-cache";
import { leasedHits } from "../../13-scale-out/middleware/leased-hits";
import { Leases } from "../../13-scale-out/middleware/leases";
import { fastUserList } from "./fast-user-list";

const KEY = "a key";
const LIMIT = 400; // A batch of four hits.
const user = {
  id: 7,
  name: "Ada Ünal",
  email: "ada@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
};

const nobody = async () => {
  throw new Error("not called here");
};

function setUp() {
  const list = jest.fn(async () => [user]);
  const { logger, entries } = memoryLogger();
  const store = memoryStore();
  // Time stands still: no lease ends.
  const now = () => 0;
  const cache = new LeasedCache({
    cache: new VersionedCache({ store, name: "users" }),
    now,
  });
  const leases = new Leases({ store, limit: LIMIT, now });
  const concurrency = new ConcurrencyLimit({ targetMs: 60_000 });
  const requests = requestMetrics([new Registry()]);
  let lag = 0;
  const overload = {
    concurrency,
    lag: () => lag,
    maxLagMs: 100,
    onShed: () => {},
  };
  const observation = { requests, metrics: async () => "", overload };
  const ready = Promise.resolve();
  const deps = {
    logger,
    api: {
      repository: {
        add: nobody,
        find: nobody,
        findByEmail: nobody,
        list: nobody,
        signUpTimes: nobody,
      },
      users: { list, get: nobody, signUp: nobody },
      reports: { signUpsPerDay: nobody },
      tokens: { issue: nobody, verify: nobody },
    },
    apiKey: KEY,
    rateLimit: {
      limit: LIMIT,
      hits: leasedHits(leases),
      whenStoreFails: "refuse" as const,
    },
    cache,
    ready,
    state: new Readiness(ready),
    observation,
  };
  const ordinary = createApp(deps);
  const app = express().disable("x-powered-by");
  const fast = fastUserList({ ...deps, leases, limit: LIMIT });
  const isFast: boolean[] = [];
  app.get("/users", (req, res, next) => {
    let passedOn = false;
    fast(req, res, () => {
      passedOn = true;
      next();
    });
    isFast.push(!passedOn);
  });
  app.use(ordinary);
  const get = (path = "/users?limit=20", to = app) =>
    request(to).get(path).set("x-api-key", KEY);
  return {
    app,
    get,
    ordinary,
    list,
    store,
    isFast,
    requests,
    concurrency,
    entries,
    delay(ms: number) {
      lag = ms;
    },
  };
}

/** All but what is of one request: when it was, which one, and how many are left. */
function shown({ status, text, headers }: request.Response) {
  const { date, "x-request-id": id, ratelimit, ...others } = headers;
  return {
    status,
    text,
    headers: others,
    id: String(id).replace(/[\da-f]/g, "x"),
    limit: String(ratelimit).replace(/r=\d+/, "r=…"),
  };
}

describe("the fast path", () => {
  test("responds as the ordinary way, header for header", async () => {
    const { get, ordinary, isFast } = setUp();
    const expected = shown(await get("/users?limit=20", ordinary));

    await get();
    const response = await get();

    expect(isFast).toEqual([true, true]);
    expect(shown(response)).toEqual(expected);
  });

  test("needs the ordinary way once, then neither the store nor a query", async () => {
    const { get, isFast, store, list } = setUp();
    await get();
    store.calls.length = 0;

    for (let count = 0; count < 3; count++) await get();

    expect(isFast).toEqual([false, true, true, true]);
    expect(store.calls).toEqual([]);
    expect(list).toHaveBeenCalledTimes(1);
  });

  test("counts each request once, in whichever of the two ways", async () => {
    const { get, isFast } = setUp();
    const left: string[] = [];

    for (let count = 0; count < 6; count++) {
      const { headers } = await get();
      left.push(String(/r=\d+/.exec(String(headers.ratelimit))));
    }

    expect(left).toEqual([
      "r=399",
      "r=398",
      "r=397",
      "r=396",
      "r=395",
      "r=394",
    ]);
    // The fifth found no hit left of the first batch.
    expect(isFast).toEqual([false, true, true, true, false, true]);
  });

  test("logs and measures a request as the ordinary way", async () => {
    const { get, isFast, requests, entries } = setUp();
    await get();
    const { headers } = await get();

    const { values } = await requests.get();
    const count = values.find(({ metricName = "" }) =>
      metricName.endsWith("_count"),
    );
    expect(isFast).toEqual([false, true]);
    expect(count).toMatchObject({
      labels: { method: "GET", route: "/users", status: 200 },
      value: 2,
    });
    expect(entries.at(-1)).toMatchObject({
      message: "request",
      requestId: headers["x-request-id"],
      url: "/users?limit=20",
      status: 200,
      aborted: false,
    });
  });
});

describe("the ordinary way gets", () => {
  const cases: [string, (get: request.Test) => request.Test, number][] = [
    ["a wrong key", (get) => get.set("x-api-key", "another"), 401],
    ["no key", (get) => get.unset("x-api-key"), 401],
    ["an id of the client's", (get) => get.set("x-request-id", "mine"), 200],
    ["a request with a body", (get) => get.send({ a: 1 }), 200],
    ["a page that is kept", (get) => get.set("if-none-match", '"x"'), 200],
  ];

  test.each(cases)("%s", async (_what, change, status) => {
    const { get, isFast } = setUp();
    await get();

    const response = await change(get());

    expect(isFast).toEqual([false, false]);
    expect(response.status).toBe(status);
  });

  test("what is no page, as often as it comes", async () => {
    const { get, isFast } = setUp();

    const statuses = [
      (await get("/users?limit=many")).status,
      (await get("/users?limit=many")).status,
    ];

    expect(statuses).toEqual([400, 400]);
    expect(isFast).toEqual([false, false]);
  });

  test("HEAD and all other methods", async () => {
    const { app, get, isFast } = setUp();
    await get();

    const head = await request(app)
      .head("/users?limit=20")
      .set("x-api-key", KEY);

    expect(head.status).toBe(200);
    expect(isFast).toEqual([false, false]);
  });

  test("everything while the server is overloaded", async () => {
    const { get, isFast, concurrency, delay } = setUp();
    await get();
    const release = concurrency.acquire();
    delay(101);

    const { status } = await get();
    release?.();

    expect(status).toBe(503);
    expect(isFast).toEqual([false, false]);
  });

  test("a client over its limit", async () => {
    const { get, isFast, store } = setUp();
    await get();
    await store.count("hits:127.0.0.1", LIMIT, 60_000);

    for (let count = 0; count < 3; count++) await get();
    const { status } = await get();

    expect(status).toBe(429);
    expect(isFast).toEqual([false, true, true, true, false]);
  });
});

test("a page is known by what the URL means, however it is spelled", async () => {
  const { get, isFast, list } = setUp();

  for (const path of ["/users", "/users?limit=20", "/users?x=1&limit=20"]) {
    await get(path);
  }

  expect(list).toHaveBeenCalledTimes(1);
  expect(isFast).toEqual([false, true, true]);
});
