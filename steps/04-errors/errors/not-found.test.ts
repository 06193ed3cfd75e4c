// Proves that a request which no route took becomes an error like any other.
import { describe, expect, test } from "@jest/globals";
import express, { type ErrorRequestHandler } from "express";
import request from "supertest";
import { HttpError } from "./http-error";
import { notFound } from "./not-found";

const app = express();
app.get("/orders", (_req, res) => {
  res.send("orders");
});
app.use(notFound());
const show: ErrorRequestHandler = (error, _req, res, _next) => {
  const { status, code, message } = error;
  res.json({ ours: error instanceof HttpError, status, code, message });
};
app.use(show);

describe("notFound", () => {
  test("raises a 404 that says what was asked for", async () => {
    const response = await request(app).delete("/orders/7?key=secret");

    expect(response.body).toEqual({
      ours: true,
      status: 404,
      code: "route_not_found",
      message: "There is no DELETE /orders/7 here.",
    });
  });

  test("leaves a request alone that a route took", async () => {
    expect((await request(app).get("/orders")).text).toBe("orders");
  });
});
