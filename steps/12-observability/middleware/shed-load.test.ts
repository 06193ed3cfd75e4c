// Proves who is refused under load, with what, and that the others are not.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { requestId } from "../../03-middleware/middleware/request-id";
import { ConcurrencyLimit } from "../overload/concurrency-limit";
import { shedLoad } from "./shed-load";

function setUp({ places = 1, lagMs = 0 } = {}) {
  const limit = new ConcurrencyLimit({ targetMs: 1000, initial: places });
  let shed = 0;
  const app = express();
  app.use(requestId({ generate: () => "id-1" }));
  app.use(
    shedLoad({
      limit,
      lag: () => lagMs,
      maxLagMs: 100,
      onShed: () => {
        shed += 1;
      },
    }),
  );
  app.get("/", (_req, res) => {
    res.send("tea");
  });
  return { app, limit, shed: () => shed };
}

describe("shedLoad", () => {
  test("answers 503 while there are as many as there may be", async () => {
    const { app, limit, shed } = setUp({ places: 1 });
    limit.enter(); // Somebody who stays.

    const { status, headers, body } = await request(app).get("/");

    expect({ status, retryAfter: headers["retry-after"], body }).toEqual({
      status: 503,
      retryAfter: "1",
      body: {
        type: "about:blank",
        title: "Service Unavailable",
        status: 503,
        detail: "More is asked than can be done.",
        code: "overloaded",
        requestId: "id-1",
      },
    });
    expect(shed()).toBe(1);
  });

  test("answers 503 while the event loop stays behind, and others wait", async () => {
    const { app, limit } = setUp({ places: 10, lagMs: 101 });
    limit.enter();

    expect((await request(app).get("/")).status).toBe(503);
  });

  test("lets one in who comes alone: that is no load of ours", async () => {
    const { app } = setUp({ places: 10, lagMs: 101 });

    expect((await request(app).get("/")).status).toBe(200);
  });

  test("gives each place back, whatever became of the request", async () => {
    const { app, limit, shed } = setUp({ places: 1 });

    const statuses = [];
    for (const path of ["/", "/nothing", "/"]) {
      statuses.push((await request(app).get(path)).status);
    }

    expect(statuses).toEqual([200, 404, 200]);
    expect({ inFlight: limit.inFlight, shed: shed() }).toEqual({
      inFlight: 0,
      shed: 0,
    });
  });
});
