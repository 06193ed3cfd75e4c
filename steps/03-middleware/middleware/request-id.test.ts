// Proves that every request has one id, which its answer carries too.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { type RequestIdOptions, requestId } from "./request-id";

function appWith(options?: RequestIdOptions) {
  const app = express();
  app.use(requestId(options));
  app.get("/id", (req, res) => {
    res.send(req.id);
  });
  return app;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("requestId", () => {
  test("gives each request an id of its own, and the answer the same", async () => {
    const app = appWith();

    const [one, other] = [
      await request(app).get("/id"),
      await request(app).get("/id"),
    ];

    expect(one.text).toMatch(uuid);
    expect(one.headers["x-request-id"]).toBe(one.text);
    expect(other.text).not.toBe(one.text);
  });

  test.each(["a", "from_the-Proxy-1", "x".repeat(64)])(
    "keeps a caller's own id: %s",
    async (id) => {
      const response = await request(appWith())
        .get("/id")
        .set("X-Request-Id", id);

      expect(response.text).toBe(id);
      expect(response.headers["x-request-id"]).toBe(id);
    },
  );

  test.each(["", "x".repeat(65), "a b", 'a","level":"error', "é", "a\tb"])(
    "replaces what is no id: %j",
    async (id) => {
      const response = await request(appWith())
        .get("/id")
        .set("X-Request-Id", id);

      expect(response.text).toMatch(uuid);
    },
  );

  test("replaces an id that was sent twice", async () => {
    const response = await request(appWith())
      .get("/id")
      .set("X-Request-Id", "one, two");

    expect(response.text).toMatch(uuid);
  });

  test("takes another header and another source of ids", async () => {
    const app = appWith({ header: "X-Trace", generate: () => "made-here" });

    const response = await request(app).get("/id").set("X-Request-Id", "given");

    expect(response.headers["x-trace"]).toBe("made-here");
    expect(response.headers["x-request-id"]).toBeUndefined();
  });

  test("is on an answer that has failed", async () => {
    const response = await request(appWith()).get("/nowhere");

    expect(response.status).toBe(404);
    expect(response.headers["x-request-id"]).toMatch(uuid);
  });

  test("returns a middleware with a name, for stack traces", () => {
    expect(requestId().name).toBe("requestId");
  });
});
