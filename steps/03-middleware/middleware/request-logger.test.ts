// Proves that every request leaves one line in the log, whatever becomes of it.
import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "@jest/globals";
import express, { type RequestHandler } from "express";
import request from "supertest";
import { listening } from "../http/fixtures/listening";
import { memoryLogger } from "../logging/fixtures/memory-logger";
import { requestId } from "./request-id";
import { requestLogger } from "./request-logger";

function setUp(route: RequestHandler) {
  const { logger, entries, logged } = memoryLogger();
  const app = express();
  app.set("env", "test"); // Express's own handler prints nothing then.
  app.use(requestId({ generate: () => "id-1" }));
  app.use(requestLogger({ logger }));
  app.use(express.json());
  app.use("/orders", route);
  return { app, entries, logged };
}

describe("requestLogger", () => {
  test("writes who asked for what, and what came of it", async () => {
    const { app, entries, logged } = setUp((_req, res) => {
      res.status(201).send("ok");
    });

    await request(app).post("/orders/7?a=b");

    expect(await logged("request")).toEqual({
      level: "info",
      message: "request",
      requestId: "id-1",
      method: "POST",
      url: "/orders/7?a=b",
      status: 201,
      durationMs: expect.any(Number),
      ip: expect.stringMatching(/127\.0\.0\.1$/),
      aborted: false,
    });
    expect(entries).toHaveLength(1);
  });

  test("writes a body that could not be parsed", async () => {
    const { app, entries, logged } = setUp((_req, res) => {
      res.send("never");
    });

    await request(app).post("/orders").type("json").send('{"item":');

    expect(await logged("request")).toMatchObject({ status: 400 });
    expect(entries).toHaveLength(1);
  });

  test("writes a route that throws", async () => {
    const { app, logged } = setUp(() => {
      throw new Error("broken");
    });

    await request(app).get("/orders");

    expect(await logged("request")).toMatchObject({ status: 500 });
  });

  test("writes one line each for many requests at once", async () => {
    const { app, entries } = setUp((_req, res) => {
      res.send("ok");
    });
    const server = await listening(app);
    const paths = Array.from({ length: 20 }, (_, index) => `/orders/${index}`);

    await Promise.all(paths.map((path) => request(server.url).get(path)));
    await server.close();

    expect(entries.map((entry) => entry.url).sort()).toEqual(paths.sort());
  });

  test("writes that the client went away before it had its answer", async () => {
    const { app, entries, logged } = setUp(() => {
      socket.resetAndDestroy(); // In the middle of the request, and no answer.
    });
    const server = await listening(app);
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET /orders HTTP/1.1\r\nHost: localhost\r\n\r\n");

    const line = await logged("request");
    expect(line).toMatchObject({
      url: "/orders",
      ip: "127.0.0.1",
      aborted: true,
    });
    expect(line).not.toHaveProperty("status");
    expect(entries).toHaveLength(1);
    await server.close();
  });

  test("writes the status of an answer that broke off", async () => {
    const { app, logged } = setUp((_req, res) => {
      res.status(202).write("half of it", () => socket.resetAndDestroy());
    });
    const server = await listening(app);
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET /orders HTTP/1.1\r\nHost: localhost\r\n\r\n");

    expect(await logged("request")).toMatchObject({
      status: 202,
      aborted: true,
    });
    await server.close();
  });

  test("writes that the client went away before it had sent all", async () => {
    const { app, entries, logged } = setUp(() => {});
    const server = await listening(app);
    const socket = connect(server.port, "127.0.0.1");
    socket.write(
      "POST /orders HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" +
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n",
    );
    await once(socket, "data"); // 100 Continue: it waits for the body.
    socket.write('{"item":', () => socket.destroy());

    expect(await logged("request")).toMatchObject({ aborted: true });
    expect(entries).toHaveLength(1);
    await server.close();
  });

  test("keeps what a URL holds inside its own line", async () => {
    const { app, entries, logged } = setUp((_req, res) => {
      res.send("ok");
    });
    const url = '/orders/%0A{"level":"error","message":"forged"}';

    await request(app).get(url);

    expect(await logged("request")).toMatchObject({
      url: expect.stringContaining("forged"),
    });
    expect(entries).toHaveLength(1);
  });
});
