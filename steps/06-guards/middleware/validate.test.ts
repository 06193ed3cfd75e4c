// Proves that what a schema refuses reaches no route, and what it drops neither.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { z } from "zod";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { validate } from "./validate";

const { logger } = memoryLogger();
const app = express();
app.use(express.json());
app.post(
  "/orders/:id",
  validate({
    params: z.object({ id: z.coerce.number().int() }),
    query: z.object({ limit: z.coerce.number().max(10).optional() }),
    body: z.object({
      item: z.string().trim().min(1),
      address: z.object({ city: z.string() }),
    }),
  }),
  (req, res) => {
    res.json({ body: req.body, query: req.query, params: req.params });
  },
);
app.use(errorHandler({ logger }));

const order = { item: "tea", address: { city: "Kandy" } };

describe("a valid request", () => {
  test("reaches the route with the body that the schema made", async () => {
    const answer = await request(app)
      .post("/orders/7")
      .send({ ...order, item: " tea ", admin: true });

    expect(answer.body.body).toEqual(order);
  });

  test("keeps its query and its parameters as they were sent", async () => {
    const answer = await request(app).post("/orders/7?limit=3").send(order);

    expect(answer.body).toMatchObject({
      query: { limit: "3" },
      params: { id: "7" },
    });
  });

  test("cannot reach a prototype", async () => {
    const answer = await request(app)
      .post("/orders/7")
      .type("json")
      .send(
        '{"item":"tea","address":{"city":"Kandy"},"__proto__":{"admin":true}}',
      );

    expect(answer.body.body).toEqual(order);
    expect(Object.hasOwn({}, "admin")).toBe(false);
  });
});

describe("an invalid request is a 400 that lists what is wrong", () => {
  test("with every field of the body", async () => {
    const answer = await request(app)
      .post("/orders/7")
      .send({ item: "", address: {} });

    expect(answer.body).toMatchObject({
      status: 400,
      code: "invalid_request",
      detail: "The body is not valid.",
      errors: [
        { in: "body", field: "item", message: expect.any(String) },
        { in: "body", field: "address.city", message: expect.any(String) },
      ],
    });
  });

  test.each([
    ["the query", "/orders/7?limit=11", "query", "limit"],
    ["the parameters", "/orders/seven", "params", "id"],
  ])("in %s", async (_part, path, where, field) => {
    const answer = await request(app).post(path).send(order);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      { in: where, field, message: expect.any(String) },
    ]);
  });

  test("where there is no body at all", async () => {
    const answer = await request(app).post("/orders/7");

    expect(answer.body.errors).toEqual([
      { in: "body", field: "", message: expect.any(String) },
    ]);
  });
});
