// Proves that a route gets what its schema made of the request, and the client a 400 that lists what is wrong.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { z } from "zod";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { parseBody, parseParams, parseQuery } from "./parse-request";

const OrderParams = z.object({ id: z.coerce.number().int() });
const OrderQuery = z.object({ limit: z.coerce.number().max(10).default(5) });
const NewOrder = z.object({
  item: z.string().trim().min(1),
  address: z.object({ city: z.string() }),
});

const { logger } = memoryLogger();
const app = express();
app.use(express.json());
app.post("/orders/:id", (req, res) => {
  const params = parseParams(req, OrderParams);
  const query = parseQuery(req, OrderQuery);
  res.json({ params, query, body: parseBody(req, NewOrder) });
});
app.use(errorHandler({ logger }));

const order = { item: "tea", address: { city: "Kandy" } };

describe("a valid request", () => {
  test("has the body that the schema made", async () => {
    const response = await request(app)
      .post("/orders/7")
      .send({ ...order, item: " tea ", admin: true });

    expect(response.body.body).toEqual(order);
  });

  test("has numbers and defaults in its query and its parameters", async () => {
    const asked = await request(app).post("/orders/7?limit=3").send(order);
    const silent = await request(app).post("/orders/7").send(order);

    expect(asked.body).toMatchObject({
      query: { limit: 3 },
      params: { id: 7 },
    });
    expect(silent.body).toMatchObject({ query: { limit: 5 } });
  });

  test("cannot reach a prototype", async () => {
    const response = await request(app)
      .post("/orders/7")
      .type("json")
      .send(
        '{"item":"tea","address":{"city":"Kandy"},"__proto__":{"admin":true}}',
      );

    expect(response.body.body).toEqual(order);
    expect(Object.hasOwn({}, "admin")).toBe(false);
  });
});

describe("an invalid request is a 400 that lists what is wrong", () => {
  test("with every field of the body", async () => {
    const response = await request(app)
      .post("/orders/7")
      .send({ item: "", address: {} });

    expect(response.body).toMatchObject({
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
    const response = await request(app).post(path).send(order);

    expect(response.status).toBe(400);
    expect(response.body.errors).toEqual([
      { in: where, field, message: expect.any(String) },
    ]);
  });

  test("where there is no body at all", async () => {
    const response = await request(app).post("/orders/7");

    expect(response.body.errors).toEqual([
      { in: "body", field: "", message: expect.any(String) },
    ]);
  });
});
