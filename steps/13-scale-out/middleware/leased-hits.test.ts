// Proves that no more than the limit pass over all processes, and how seldom the store is called for it.
import { describe, expect, jest, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { sharedRateLimit } from "../../09-shared-state/middleware/shared-rate-limit";
import {
  type MemoryStore,
  memoryStore,
} from "../../09-shared-state/store/fixtures/memory-store";
import { leasedHits } from "./leased-hits";
import { Leases } from "./leases";

/** One of the processes. */
function processOn(
  store: MemoryStore,
  limit: number,
  whenStoreFails: "pass" | "refuse" = "refuse",
) {
  let time = 0;
  const hits = leasedHits(new Leases({ store, limit, now: () => time }));
  const app = express();
  app.use(sharedRateLimit({ limit, hits, whenStoreFails }));
  app.get("/", (_req, res) => {
    res.end("passed");
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));
  const send = async (times: number): Promise<number[]> => {
    const sent = Array.from({ length: times }, () => request(app).get("/"));
    return (await Promise.all(sent)).map(({ status }) => status);
  };
  return {
    app,
    send,
    pass(ms: number) {
      time += ms;
    },
  };
}

function passed(statuses: readonly number[]): number {
  return statuses.filter((status) => status === 200).length;
}

describe("a limit below 200", () => {
  test("is exact over two processes that count at the same time", async () => {
    const store = memoryStore();
    const [one, other] = [processOn(store, 20), processOn(store, 20)];

    const statuses = await Promise.all([one.send(25), other.send(25)]);

    expect(passed(statuses.flat())).toBe(20);
  });
});

describe("a higher limit", () => {
  test("of 1000 takes ten hits a call", async () => {
    const store = memoryStore();
    const { send } = processOn(store, 1000);

    for (let index = 0; index < 30; index++) await send(1);

    expect(store.calls).toEqual([
      "count hits:127.0.0.1",
      "count hits:127.0.0.1",
      "count hits:127.0.0.1",
    ]);
  });

  test("is never exceeded, and refuses less than a batch early", async () => {
    const store = memoryStore();
    const [one, other] = [processOn(store, 300), processOn(store, 300)];
    await other.send(1); // It keeps two more of a batch of three.

    const counts = [passed(await one.send(200)), passed(await one.send(200))];
    const sum = 1 + (counts[0] ?? 0) + (counts[1] ?? 0);

    expect(sum).toBeGreaterThanOrEqual(298);
    expect(sum).toBeLessThanOrEqual(300);
  });

  test("loses no hit of a batch to concurrent requests", async () => {
    const { send } = processOn(memoryStore(), 300);
    const statuses: number[] = [];

    for (let index = 0; index < 50; index++) statuses.push(...(await send(7)));

    expect(passed(statuses)).toBe(300);
  });
});

test("a client over its limit costs the store nothing until the window ends", async () => {
  const store = memoryStore();
  const { send, pass } = processOn(store, 2);
  await send(3);
  const calls = store.calls.length;

  expect(await send(5)).toEqual([429, 429, 429, 429, 429]);
  expect(store.calls).toHaveLength(calls);

  pass(60_000);
  store.pass(60_000);
  expect(await send(1)).toEqual([200]);
});

test("a clock that is set back changes no Retry-After", async () => {
  const { app, send } = processOn(memoryStore(), 1);
  await send(1);
  const set = Date.now() - 3_600_000;
  const clock = jest.spyOn(Date, "now").mockReturnValue(set);

  const { status, headers } = await request(app).get("/");
  clock.mockRestore();

  expect([status, headers["retry-after"]]).toEqual([429, "60"]);
});

test.each([
  ["pass", 200],
  ["refuse", 503],
] as const)("while the store fails, %s: %d", async (whenStoreFails, status) => {
  const store = memoryStore();
  store.failure = new Error("down");

  const { send } = processOn(store, 20, whenStoreFails);

  expect(await send(1)).toEqual([status]);
});
