// Proves that every error ends in one answer and one log line, and leaks nothing.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import express, { type RequestHandler } from "express";
import createHttpError from "http-errors";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { requestId } from "../../03-middleware/middleware/request-id";
import { errorHandler } from "./error-handler";
import { HttpError } from "./http-error";

afterEach(() => {
  jest.restoreAllMocks();
});

function setUp(route: RequestHandler) {
  const { logger, entries, logged } = memoryLogger();
  const app = express();
  app.use(requestId({ generate: () => "id-1" }));
  app.use(express.json({ limit: 100 }));
  app.use("/orders", route);
  app.use(errorHandler({ logger }));
  return { app, entries, logged };
}

const throwing = (thrown: unknown): RequestHandler => {
  return () => {
    throw thrown;
  };
};

const rejecting = (thrown: unknown): RequestHandler => {
  return async () => {
    throw thrown;
  };
};

const internalError = {
  type: "about:blank",
  title: "Internal Server Error",
  status: 500,
  detail: "Something went wrong here.",
  code: "internal_error",
  requestId: "id-1",
};

describe("an HttpError", () => {
  const error = new HttpError(409, "sold_out", "There is none left.", {
    cause: new Error("secret"),
    headers: { "Retry-After": "60" },
    details: { item: "tea" },
  });

  test.each([
    ["thrown", throwing(error)],
    ["rejected with", rejecting(error)],
  ])("%s becomes problem details", async (_how, route) => {
    const { app } = setUp(route);

    const response = await request(app).get("/orders");

    expect(response.status).toBe(409);
    expect(response.type).toBe("application/problem+json");
    expect(response.headers["retry-after"]).toBe("60");
    expect(response.body).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      detail: "There is none left.",
      code: "sold_out",
      requestId: "id-1",
      item: "tea",
    });
  });

  test("of 4xx is no failure of ours, and not logged as one", async () => {
    const { app, entries } = setUp(throwing(error));

    await request(app).get("/orders");

    expect(entries).toEqual([]);
  });

  test("of 5xx is logged with its cause", async () => {
    const cause = new Error("no route to host");
    const down = new HttpError(503, "unavailable", "Try later.", { cause });
    const { app, logged } = setUp(throwing(down));

    const response = await request(app).get("/orders");

    expect(response.body).toMatchObject({ detail: "Try later." });
    expect(await logged("request failed")).toMatchObject({
      requestId: "id-1",
      code: "unavailable",
      error: expect.stringContaining("no route to host"),
    });
  });
});

describe("a library's own error", () => {
  test("for the client comes with its headers", async () => {
    const headers = { "Content-Range": "bytes */10" };
    const { app } = setUp(
      throwing(createHttpError(416, "Far out", { headers })),
    );

    const response = await request(app).get("/orders");

    expect(response.headers["content-range"]).toBe("bytes */10");
    expect(response.body).toMatchObject({ status: 416, detail: "Far out" });
  });

  test.each([
    ['{"item":', 400, "malformed_json"],
    [`{"item":"${"x".repeat(100)}"}`, 413, "body_too_large"],
  ])("about the body is the client's: %s", async (body, status, code) => {
    const { app } = setUp((_req, res) => {
      res.send("never");
    });

    const response = await request(app).post("/orders").type("json").send(body);

    expect(response.body).toMatchObject({ status, code });
  });
});

describe.each(["development", "production", "test"])(
  "what was not meant for the client, with NODE_ENV=%s",
  (NODE_ENV) => {
    test.each([
      ["an error that is thrown", throwing(new Error("secret"))],
      ["an error that is rejected with", rejecting(new Error("secret"))],
      ["a library's 5xx", throwing(createHttpError(503, "secret"))],
      ["an error with a status", throwing({ status: 404, message: "secret" })],
      ["a text", throwing("secret")],
      ["a rejection with a text", rejecting("secret")],
    ])("is hidden: %s", async (_name, route) => {
      jest.replaceProperty(process, "env", { ...process.env, NODE_ENV });
      const { app, logged } = setUp(route);

      const response = await request(app).get("/orders");

      expect(response.status).toBe(500);
      expect(response.body).toEqual(internalError);
      expect(await logged("request failed")).toMatchObject({
        level: "error",
        requestId: "id-1",
      });
    });
  },
);

describe("what is thrown and is no Error", () => {
  test.each([
    ["a text", "out of tea", "out of tea"],
    ["a number", 42, "42"],
    ["an object of no class", Object.create(null), "null prototype"],
    ["false", false, "Rejected promise"],
    ["null", null, "Rejected promise"],
    ["nothing", undefined, "Rejected promise"],
  ])("is answered and logged all the same: %s", async (_name, thrown, said) => {
    const { app, logged } = setUp(rejecting(thrown));

    const response = await request(app).get("/orders");

    expect(response.body).toEqual(internalError);
    const { error } = await logged("request failed");
    expect(error).toContain(said);
  });
});

describe("an error after the answer has begun", () => {
  const half = (fail: () => void | Promise<void>): RequestHandler => {
    return async (_req, res) => {
      res.set("Content-Length", "100");
      await new Promise((resolve) => res.write("half", resolve));
      await fail();
    };
  };

  test("cuts the connection, so that nobody takes it for whole", async () => {
    const { app, logged } = setUp(
      half(() => {
        throw new Error("secret");
      }),
    );

    await expect(request(app).get("/orders")).rejects.toThrow(/aborted/);

    expect(await logged("request failed")).toMatchObject({
      error: expect.stringContaining("secret"),
    });
  });

  test("may come out of a stream", async () => {
    const { app, logged } = setUp(async (_req, res) => {
      await pipeline(Readable.from(breaksOff()), res);
    });

    await expect(request(app).get("/orders")).rejects.toThrow(/aborted/);

    expect(await logged("request failed")).toMatchObject({
      error: expect.stringContaining("the file ended early"),
    });
  });

  test("may come by the callback of another", async () => {
    const { app, logged } = setUp((_req, res, next) => {
      res.write("half", () => next(new Error("by callback")));
    });

    await expect(request(app).get("/orders")).rejects.toThrow(/aborted/);

    expect(await logged("request failed")).toMatchObject({
      error: expect.stringContaining("by callback"),
    });
  });
});

async function* breaksOff() {
  yield "half";
  throw new Error("the file ended early");
}
