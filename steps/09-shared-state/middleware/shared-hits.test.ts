// Proves that the hits of several processes are one count, and what happens without the store.
import { describe, expect, jest, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { type MemoryStore, memoryStore } from "../store/fixtures/memory-store";
import { sharedHits } from "./shared-hits";
import { sharedRateLimit } from "./shared-rate-limit";

/** One of the processes. */
function processOn(
  store: MemoryStore,
  whenStoreFails: "pass" | "refuse" = "refuse",
) {
  const app = express();
  app.use(
    sharedRateLimit({ limit: 3, hits: sharedHits(store), whenStoreFails }),
  );
  app.get("/", (_req, res) => {
    res.send("in");
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));
  return app;
}

describe("sharedHits", () => {
  test("lets exactly the limit through, over all processes", async () => {
    const store = memoryStore();
    const processes = [processOn(store), processOn(store)];

    const responses = await Promise.all(
      Array.from({ length: 4 }, () => processes)
        .flat()
        .map((app) => request(app).get("/")),
    );

    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
  });

  test("gives each of those counted together a place of its own", async () => {
    const hits = sharedHits(memoryStore());

    const counted = await Promise.all(
      [1, 2, 3, 4].map(() => hits.increment("a")),
    );

    expect(counted.map(({ totalHits }) => totalHits)).toEqual([1, 2, 3, 4]);
  });

  test("asks the store once for all that come while it counts", async () => {
    const store = memoryStore();
    const hits = sharedHits(store);

    await Promise.all([1, 2, 3, 4].map(() => hits.increment("a")));

    expect(store.calls).toEqual(["count hits:a", "count hits:a"]);
  });

  test("begins anew when the window is over", async () => {
    const store = memoryStore();
    const app = processOn(store);
    const statuses = [];
    for (let i = 0; i < 4; i += 1) {
      statuses.push((await request(app).get("/")).status);
    }

    store.pass(60_000);

    statuses.push((await request(app).get("/")).status);
    expect(statuses).toEqual([200, 200, 200, 429, 200]);
  });

  test.each([
    ["refuse", 503],
    ["pass", 200],
  ] as const)("where it is to %s without a store: %i", async (word, status) => {
    const print = jest.spyOn(console, "error");
    const store = memoryStore();
    store.failure = new Error("down");

    const response = await request(processOn(store, word)).get("/");

    expect(response.status).toBe(status);
    expect(response.headers["retry-after"]).toBe(
      status === 503 ? "1" : undefined,
    );
    expect(print).not.toHaveBeenCalled();
  });
});
