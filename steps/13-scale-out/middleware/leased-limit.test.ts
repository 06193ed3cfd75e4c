// Proves that no more than the limit pass, and how seldom the store is asked for it.
import { describe, expect, jest, test } from "@jest/globals";
import express from "express";
import { rateLimit } from "express-rate-limit";
import request from "supertest";
import { jsonLogger } from "../../03-middleware/logging/logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import {
  type MemoryStore,
  memoryStore,
} from "../../09-shared-state/store/fixtures/memory-store";
import { withHeads } from "../http/answer-head";
import { leasedLimit } from "./leased-limit";

function processWith(
  store: MemoryStore,
  limit: number,
  whenStoreFails: "pass" | "refuse" = "refuse",
) {
  const app = withHeads(express(), []);
  let time = 0;
  app.use(leasedLimit({ limit, store, whenStoreFails, now: () => time }));
  app.get("/", (_req, res) => {
    res.end("passed");
  });
  const logger = jsonLogger("error");
  logger.silent = true;
  app.use(errorHandler({ logger }));
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
  test("is exact, over two processes that are asked at once", async () => {
    const store = memoryStore();
    const [one, other] = [processWith(store, 20), processWith(store, 20)];

    const answers = await Promise.all([one.send(25), other.send(25)]);

    expect(passed(answers.flat())).toBe(20);
  });
});

describe("a limit of 1000", () => {
  test("takes ten hits at a time", async () => {
    const store = memoryStore();
    const { send } = processWith(store, 1000);

    for (let index = 0; index < 30; index++) await send(1);

    expect(store.calls).toEqual([
      "count hits:127.0.0.1",
      "count hits:127.0.0.1",
      "count hits:127.0.0.1",
    ]);
  });

  test("is never exceeded, and refuses at most a handful early", async () => {
    const store = memoryStore();
    const [one, other] = [processWith(store, 300), processWith(store, 300)];
    await other.send(1); // It keeps two more of a handful of three.

    const answers = [passed(await one.send(200)), passed(await one.send(200))];
    const sum = 1 + (answers[0] ?? 0) + (answers[1] ?? 0);

    expect(sum).toBeGreaterThanOrEqual(298);
    expect(sum).toBeLessThanOrEqual(300);
  });

  test("loses nothing of a handful where several ask at once", async () => {
    const { send } = processWith(memoryStore(), 300);
    const statuses: number[] = [];

    for (let index = 0; index < 50; index++) statuses.push(...(await send(7)));

    expect(passed(statuses)).toBe(300);
  });
});

test("who is over the limit costs the store nothing until the window ends", async () => {
  const store = memoryStore();
  const { send, pass } = processWith(store, 2);
  await send(3);
  const asked = store.calls.length;

  expect(await send(5)).toEqual([429, 429, 429, 429, 429]);
  expect(store.calls).toHaveLength(asked);

  pass(60_000);
  store.pass(60_000);
  expect(await send(1)).toEqual([200]);
});

test("how long it takes is by this process's own clock, whatever the time of day", async () => {
  const store = memoryStore();
  const { app, send } = processWith(store, 1);
  await send(1);
  const set = Date.now() - 3_600_000;
  const clock = jest.spyOn(Date, "now").mockReturnValue(set);

  const { status, headers } = await request(app).get("/");
  clock.mockRestore();

  expect([status, headers["retry-after"]]).toEqual([429, "60"]);
});

test("the headers are those of express-rate-limit", async () => {
  const { app } = processWith(memoryStore(), 20);
  const theirs = express();
  theirs.use(
    rateLimit({
      windowMs: 60_000,
      limit: 20,
      standardHeaders: "draft-8",
      legacyHeaders: false,
    }),
    (_req, res) => {
      res.end();
    },
  );

  const [mine, other] = [
    await request(app).get("/"),
    await request(theirs).get("/"),
  ];

  for (const name of ["ratelimit", "ratelimit-policy"]) {
    expect(mine.headers[name]).toBe(other.headers[name]);
  }
});

test.each([
  ["pass", 200],
  ["refuse", 503],
] as const)("while the store fails, %s: %d", async (whenStoreFails, status) => {
  const store = memoryStore();
  store.failure = new Error("down");

  const { send } = processWith(store, 20, whenStoreFails);

  expect(await send(1)).toEqual([status]);
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["203.0.113.9:4711", "203.0.113.9"],
  ["2001:db8:1:2::9", "2001:db8:1::/56"],
  ["[2001:db8:1:2::9]", "2001:db8:1::/56"],
  ["[2001:db8:1:2::9]:4711", "2001:db8:1::/56"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["unknown", "unknown"],
])("a client that its proxy calls %s is counted as %s", async (said, key) => {
  const store = memoryStore();
  const { app } = processWith(store, 20);
  app.set("trust proxy", "loopback");

  await request(app).get("/").set("X-Forwarded-For", said);

  expect(store.calls).toEqual([`count hits:${key}`]);
});
