// Proves that exactly the limit passes, for each client and whatever it claims to be.
import { connect } from "node:net";
import { describe, expect, jest, test } from "@jest/globals";
import express, { type ErrorRequestHandler, type Express } from "express";
import request from "supertest";
import { listening } from "../../03-middleware/http/fixtures/listening";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { rateLimit } from "./rate-limit";

function setUp(limit: number): Express {
  const app = express();
  app.use(rateLimit({ limit }));
  app.get("/orders", (_req, res) => {
    res.send("orders");
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));
  return app;
}

async function statuses(app: Express, count: number): Promise<number[]> {
  const responses = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      request(app)
        .get("/orders")
        .set("X-Forwarded-For", `10.0.0.${index}`)
        .set("Forwarded", `for=10.0.0.${index}`),
    ),
  );
  return responses.map((response) => response.status).sort();
}

describe("rateLimit", () => {
  test("lets exactly the limit through, also where all come at once", async () => {
    expect(await statuses(setUp(3), 6)).toEqual([200, 200, 200, 429, 429, 429]);
  });

  test("says in problem details what the limit is, and when it ends", async () => {
    const app = setUp(1);
    await request(app).get("/orders");

    const response = await request(app).get("/orders");

    expect(response.status).toBe(429);
    expect(Number(response.headers["retry-after"])).toBeGreaterThan(0);
    expect(response.body).toMatchObject({
      code: "too_many_requests",
      detail: "No more than 1 requests a minute.",
    });
  });

  test("says with each answer how many are left", async () => {
    const response = await request(setUp(3)).get("/orders");

    expect(response.headers.ratelimit).toContain("r=2");
  });

  test("counts for each app by itself", async () => {
    await statuses(setUp(1), 2);

    expect(await statuses(setUp(1), 1)).toEqual([200]);
  });

  test("writes no warnings about headers that a client made up", async () => {
    const say = jest.spyOn(console, "error");
    const warn = jest.spyOn(console, "warn");

    await statuses(setUp(1), 1);

    expect([...say.mock.calls, ...warn.mock.calls]).toEqual([]);
  });

  test("takes a client that has left for no failure of the server", async () => {
    const say = jest.spyOn(console, "error");
    const app = express();
    app.use((req, _res, next) => {
      req.socket.once("close", () => next());
      socket.destroy();
    });
    app.use(rateLimit({ limit: 3 }));
    const thrown = new Promise((resolve) => {
      const last: ErrorRequestHandler = (error, _req, _res, _next) =>
        resolve(error);
      app.use(last);
    });
    const server = await listening(app);
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET /orders HTTP/1.1\r\nHost: here\r\n\r\n");

    expect(await thrown).toMatchObject({
      status: 400,
      code: "request_aborted",
    });
    expect(say).not.toHaveBeenCalled();
    await server.close();
  });
});
