// Proves that a body is either JSON, or refused.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { requireJson } from "./require-json";

const app = express();
app.set("env", "test"); // Express's own handler prints nothing then.
app.use(requireJson());
app.use(express.json());
app.all("/orders", (req, res) => {
  res.json({ body: req.body ?? null });
});

describe("requireJson", () => {
  test.each(["application/json", "application/json; charset=utf-8"])(
    "lets a body pass that is %s",
    async (type) => {
      const response = await request(app)
        .post("/orders")
        .set("Content-Type", type)
        .send('{"item":"tea"}');

      expect(response.body).toEqual({ body: { item: "tea" } });
    },
  );

  test("lets a request without a body pass", async () => {
    expect((await request(app).get("/orders")).status).toBe(200);
  });

  test("lets a body of length 0 pass, whatever its type", async () => {
    const response = await request(app)
      .post("/orders")
      .set("Content-Length", "0");

    expect(response.status).toBe(200);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonish",
    "json",
  ])("answers 415 to a body that is %s", async (type) => {
    const response = await request(app)
      .post("/orders")
      .set("Content-Type", type)
      .send('{"item":"tea"}');

    expect(response.status).toBe(415);
  });
});
