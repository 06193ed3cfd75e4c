// Proves that every answer has its head, once, whoever gives it and however.
import { expect, test } from "@jest/globals";
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from "express";
import request from "supertest";
import { withHeads } from "./answer-head";

const answers: Record<string, RequestHandler> = {
  json: (_req, res) => void res.json({}),
  end: (_req, res) => void res.end(),
  list: (_req, res) => void res.writeHead(200, ["X-Own", "1"]).end(),
  object: (_req, res) => void res.writeHead(200, { "X-Own": "1" }).end(),
  "a list, after one was set": (_req, res) => {
    res.setHeader("X-Other", "2");
    res.writeHead(200, ["X-Own", "1"]).end();
  },
  status: (_req, res) => void res.sendStatus(404),
  nothing: (_req, _res, next) => next(),
  error: () => {
    throw new Error("unforeseen");
  },
};

function setUp(handler: RequestHandler) {
  const app = withHeads(express(), ["X-Constant", "always"]);
  app.use((_req, res, next) => {
    res.head.push("X-Id", "7");
    next();
  });
  app.use(handler);
  const onError: ErrorRequestHandler = (_error, _req, res, _next) =>
    void res.status(500).end();
  return app.use(onError);
}

test.each(Object.keys(answers))("by %s", async (name) => {
  const handler: RequestHandler = answers[name] ?? (() => {});

  const { headers } = await request(setUp(handler)).get("/");

  expect(headers).toMatchObject({ "x-constant": "always", "x-id": "7" });
});

test("who sets one of them for an answer has the last word", async () => {
  const app = setUp((_req, res) => void res.set("X-Id", "8").end());

  const { headers } = await request(app).get("/");

  expect(headers["x-id"]).toBe("8");
});

test("what is added to one answer is not in the next", async () => {
  const app = setUp((_req, res) => void res.end(res.head.join()));

  const first = await request(app).get("/");

  expect((await request(app).get("/")).text).toBe(first.text);
});

test("another app's answers have none", async () => {
  setUp((_req, res) => void res.end());
  const other = express().use((_req, res) => void res.end());

  expect((await request(other).get("/")).headers["x-constant"]).toBeUndefined();
});
