// Proves that middlewares in one layer are called, left out and fail as they do in layers of their own.
import { describe, expect, test } from "@jest/globals";
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from "express";
import request from "supertest";
import { inOneLayer } from "./in-one-layer";

const calling: Record<string, RequestHandler> = {
  next: (_req, _res, next) => next(),
  "next later": (_req, _res, next) => void setImmediate(next),
  "next in a promise": async (_req, _res, next) => {
    await null;
    next();
  },
  "next with an error": (_req, _res, next) => next(new Error("told")),
  "next, to leave the router": (_req, _res, next) => next("router"),
  "nobody, and answers": (_req, res) => void res.send("answered"),
  "nobody, and throws": () => {
    throw new Error("thrown");
  },
  "nobody, and rejects": async () => {
    throw new Error("rejected");
  },
  "nobody, and rejects with nothing": () => Promise.reject(),
};

async function answerOf(...layers: RequestHandler[]): Promise<string> {
  const app = express();
  app.use(layers);
  app.use((_req, res) => void res.send("end"));
  const onError: ErrorRequestHandler = (error, _req, res, _next) =>
    void res.status(500).send(error instanceof Error ? "an error" : "another");
  app.use(onError);
  const { status, text } = await request(app).get("/");
  return `${status} ${text}`;
}

const first: RequestHandler = (_req, _res, next) => next();

describe("where one of them calls", () => {
  test.each(Object.entries(calling))("%s", async (_name, handler) => {
    const together = await answerOf(inOneLayer(first, handler, first));

    expect(together).toBe(await answerOf(first, handler, first));
  });
});

test("none is called after one that failed", async () => {
  const called: number[] = [];
  const at = (number: number): RequestHandler => {
    return (_req, _res, next) => {
      called.push(number);
      next(number === 2 ? new Error("no further") : undefined);
    };
  };

  await answerOf(inOneLayer(at(1), at(2), at(3)));

  expect(called).toEqual([1, 2]);
});

test("what one throws is not thrown at the one before it", async () => {
  let caught = false;
  const careful: RequestHandler = (_req, _res, next) => {
    try {
      next();
    } catch {
      caught = true;
    }
  };
  const throwing: RequestHandler = () => {
    throw new Error("of its own");
  };

  expect(await answerOf(inOneLayer(careful, throwing))).toBe("500 an error");
  expect(caught).toBe(false);
});
