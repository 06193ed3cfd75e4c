// Proves that requests are turned away until all is ready, and then never again.
import { expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { unavailableUntil } from "./unavailable-until";

test("a request is a 503 that says when to come back, until it is let through", async () => {
  let becomeReady: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const app = express();
  app.use(unavailableUntil(ready));
  app.get("/", (_req, res) => {
    res.send("here");
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));

  const before = await request(app).get("/");
  becomeReady();
  const after = await request(app).get("/");

  expect(before.status).toBe(503);
  expect(before.body).toMatchObject({ code: "starting" });
  expect(before.headers["retry-after"]).toBe("1");
  expect([after.status, after.text]).toEqual([200, "here"]);
});
