// Looks at the headers of answers, and at the log that the app writes.
import { beforeEach, describe, expect, test } from "@jest/globals";
import express, { type Express, type RequestHandler } from "express";
import request from "supertest";
import type { AccessLogLine } from "./access-log";
import { createApp } from "./app";
import { type CorrelationIdOptions, correlationId } from "./correlation-id";
import { responseTime } from "./response-time";
import { type Clock, closedGate, manualClock } from "./test/manual-clock";

describe("correlationId", () => {
  test("gives each request an id of its own, and its response the same", async () => {
    const app = echoOfId();

    const responses = [await idsOf(app), await idsOf(app)];

    expect(responses).toEqual([bothAre("new-1"), bothAre("new-2")]);
  });

  test("trusts no caller unless it is told to", async () => {
    const response = await idsOf(echoOfId(), "checkout-42");

    expect(response).toEqual(bothAre("new-1"));
  });

  test("keeps the id of a caller that it trusts", async () => {
    const app = echoOfId({ trustCaller: true });

    const response = await idsOf(app, "checkout-42");

    expect(response).toEqual(bothAre("checkout-42"));
  });

  test.each([
    ["is empty", ""],
    ["is longer than 64 characters", "a".repeat(65)],
    ["has a space in it", "checkout 42"],
    ["looks like a line of a log", 'x","status":200,"y":"'],
  ])("replaces an id that %s, even a trusted caller's", async (_, id) => {
    const app = echoOfId({ trustCaller: true });

    const response = await idsOf(app, id);

    expect(response).toEqual(bothAre("new-1"));
  });
});

describe("responseTime", () => {
  let clock: Clock;
  beforeEach(() => {
    clock = manualClock();
  });

  test("says how many milliseconds an answer took", async () => {
    const app = timed(clock, (_req, res) => {
      clock.time += 12.5;
      res.json({ id: 1 });
    });

    expect({ "X-Response-Time": await timeOf(app) }).toEqual({
      "X-Response-Time": "12.500ms",
    });
  });

  test("counts what the route awaits", async () => {
    const app = timed(clock, async (_req, res) => {
      await null;
      clock.time += 12.5;
      res.json({ id: 1 });
    });

    expect({ "X-Response-Time": await timeOf(app) }).toEqual({
      "X-Response-Time": "12.500ms",
    });
  });

  test("is there however the answer is made", async () => {
    const app = timed(clock, (_req, res) => {
      clock.time += 12.5;
      res.writeHead(200, { "Content-Type": "text/csv" });
      res.end("id,item\n1,lamp\n");
    });

    expect({ "X-Response-Time": await timeOf(app) }).toEqual({
      "X-Response-Time": "12.500ms",
    });
  });

  test("keeps two requests at once apart", async () => {
    const arrived = closedGate();
    const leave = closedGate();
    const app = timed(clock, async (req, res) => {
      if (req.path === "/slow") {
        arrived.open();
        await leave.opened;
      }
      res.json({ id: 1 });
    });

    const slow = timeOf(app, "/slow");
    await arrived.opened;
    clock.time += 100;
    const quick = await timeOf(app, "/quick");
    clock.time += 50;
    leave.open();

    expect({ slow: await slow, quick }).toEqual({
      slow: "150.000ms",
      quick: "0.000ms",
    });
  });
});

describe("the app", () => {
  test.each([
    ["a new order", "/orders", '{"item":"lamp","quantity":2}', 201],
    ["a body that is no JSON", "/orders", '{"item":', 400],
    ["a path that nobody knows", "/odrers", "{}", 404],
  ])(
    "answers and logs %s with its id and time",
    async (_, url, body, status) => {
      const { post, lines } = shop();

      const response = await post(url, body);

      expect({ response, log: lines }).toEqual({
        response: responseWith(status, "new-1", "0.000ms"),
        log: [{ correlationId: "new-1", method: "POST", url, status }],
      });
    },
  );

  test("starts the clock before everything else", async () => {
    const { post } = shop({ msPerId: 3, msPerPrice: 20 });

    const response = await post("/orders", '{"item":"lamp","quantity":2}');

    expect(response).toEqual(responseWith(201, "new-1", "23.000ms"));
  });

  test("makes one id, reads the clock twice and logs one line", async () => {
    const { post, lines, ids, clock } = shop();

    await post("/orders", '{"item":"lamp","quantity":2}');

    expect({
      ids: ids.length,
      clockReads: clock.reads,
      lines: lines.length,
    }).toEqual({ ids: 1, clockReads: 2, lines: 1 });
  });
});

/** Answers with the id that its route sees. */
function echoOfId(options: CorrelationIdOptions = {}): Express {
  const app = express();
  app.use(correlationId({ generate: newIds().generate, ...options }));
  app.get("/", (req, res) => {
    res.json({ id: req.correlationId });
  });
  return app;
}

async function idsOf(app: Express, sent?: string) {
  const asking = request(app).get("/");
  if (sent !== undefined) asking.set("X-Correlation-Id", sent);
  const response = await asking;
  return {
    "req.correlationId": response.body.id,
    "X-Correlation-Id": response.get("X-Correlation-Id"),
  };
}

function bothAre(id: string) {
  return { "req.correlationId": id, "X-Correlation-Id": id };
}

function timed({ now }: Clock, route: RequestHandler): Express {
  return express().use(responseTime({ now }), route);
}

async function timeOf(app: Express, path = "/"): Promise<string | undefined> {
  const response = await request(app).get(path);
  return response.get("X-Response-Time");
}

/** The app, and all that it used and said. */
function shop({ msPerId = 0, msPerPrice = 0 } = {}) {
  const clock = manualClock();
  const { ids, generate } = newIds();
  const lines: AccessLogLine[] = [];
  const app = createApp({
    log: (line) => lines.push(line),
    now: clock.now,
    generate() {
      clock.time += msPerId;
      return generate();
    },
    async priceOf() {
      clock.time += msPerPrice;
      return 4900;
    },
  });

  async function post(url: string, body: string) {
    const response = await request(app).post(url).type("json").send(body);
    await new Promise(setImmediate); // The log comes when the answer is over.
    return responseWith(
      response.status,
      response.get("X-Correlation-Id"),
      response.get("X-Response-Time"),
    );
  }
  return { post, lines, ids, clock };
}

function responseWith(status: number, id?: string, time?: string) {
  return { status, "X-Correlation-Id": id, "X-Response-Time": time };
}

/** Makes "new-1", "new-2" and so on. */
function newIds() {
  const ids: string[] = [];
  const generate = () => {
    const id = `new-${ids.length + 1}`;
    ids.push(id);
    return id;
  };
  return { ids, generate };
}
