// Proves that windows end by a clock of their own, whatever the time of day does.
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { memoryHits } from "./memory-hits";
import { rateLimit } from "./rate-limit";

const hour = 3_600_000;

afterEach(() => {
  jest.restoreAllMocks();
});

function setUp() {
  let now = 0;
  const app = express();
  app.use(rateLimit({ limit: 1, store: memoryHits(() => now) }));
  app.get("/", (_req, res) => {
    res.send("in");
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));
  const ask = async () => {
    const { status, headers } = await request(app).get("/");
    return { status, retryAfter: headers["retry-after"] };
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { ask, pass };
}

describe("memoryHits", () => {
  test("counts each client for itself", async () => {
    const hits = memoryHits();

    const counts = [
      await hits.increment("a"),
      await hits.increment("a"),
      await hits.increment("b"),
    ];

    expect(counts.map(({ totalHits }) => totalHits)).toEqual([1, 2, 1]);
  });

  test("takes a hit back, or all of a client's", async () => {
    const hits = memoryHits();
    await hits.increment("a");
    await hits.increment("a");

    await hits.decrement("a");
    expect((await hits.increment("a")).totalHits).toBe(2);
    await hits.resetKey("a");
    expect((await hits.increment("a")).totalHits).toBe(1);
  });

  test("ends a window after a minute, which begins with its first hit", async () => {
    const { ask, pass } = setUp();
    await ask();
    pass(59_000);

    expect(await ask()).toEqual({ status: 429, retryAfter: "1" });
    pass(1000);
    expect(await ask()).toEqual({ status: 200, retryAfter: undefined });
  });

  test("keeps nobody out for longer because the time of day is set back", async () => {
    const { ask, pass } = setUp();
    await ask();
    const set = Date.now() - hour;
    jest.spyOn(Date, "now").mockReturnValue(set);

    expect(await ask()).toEqual({ status: 429, retryAfter: "60" });
    pass(60_000);
    expect((await ask()).status).toBe(200);
  });
});
