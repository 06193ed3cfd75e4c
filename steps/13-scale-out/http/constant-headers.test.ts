// Proves that the list is what the middleware itself would have sent.
import { expect, test } from "@jest/globals";
import express from "express";
import helmet from "helmet";
import request from "supertest";
import { withHeads } from "./answer-head";
import { constantHeaders } from "./constant-headers";

async function sentBy(app: express.Express) {
  app.disable("x-powered-by").get("/", (_req, res) => {
    res.end();
  });
  const { headers } = await request(app).get("/");
  const { date, ...others } = headers;
  return others;
}

const listed = (middleware: ReturnType<typeof helmet>) =>
  sentBy(withHeads(express(), constantHeaders(middleware)));

test("constantHeaders(helmet()) is what helmet sends", async () => {
  const sent = await listed(helmet());

  expect(Object.keys(sent)).toContain("content-security-policy");
  expect(sent).toEqual(await sentBy(express().use(helmet())));
});

test("with helmet's options as well", async () => {
  const options = { xFrameOptions: { action: "deny" } } as const;

  const sent = await listed(helmet(options));

  expect(sent["x-frame-options"]).toBe("DENY");
  expect(sent).toEqual(await sentBy(express().use(helmet(options))));
});

test("a middleware that goes on later is refused at the start", () => {
  expect(() =>
    constantHeaders((_req, _res, next) => void setImmediate(next)),
  ).toThrow("does not go on at once");
});
