// Proves what becomes of another service's answers, by real ones that misbehave.
import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import {
  type Listening,
  listening,
} from "../../03-middleware/http/fixtures/listening";
import { type JsonClient, jsonClient } from "./json-client";

const Order = z.object({ id: z.number() });

let service: Listening | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

/** A client of a service that answers so; it gives up after a day. */
async function clientOf(
  listener: RequestListener,
  timeoutMs = 86_400_000,
): Promise<JsonClient> {
  service = await listening(listener);
  return jsonClient({ baseUrl: service.url, timeoutMs });
}

function respondingWith(status: number, body: unknown): RequestListener {
  return (_req, res) => {
    res.writeHead(status).end(JSON.stringify(body));
  };
}

describe("a good answer", () => {
  test("comes as what the schema makes of it", async () => {
    const client = await clientOf(
      respondingWith(200, { id: 7, internal: true }),
    );

    expect(await client.get("/orders/7", Order)).toEqual({ id: 7 });
  });

  test("comes from the path and the query that were asked for", async () => {
    const client = await clientOf((req, res) => {
      res.end(JSON.stringify(`${req.method} ${req.url}`));
    });

    expect(await client.get("/orders?limit=1", z.string())).toBe(
      "GET /orders?limit=1",
    );
  });

  test("comes to a body that is sent as JSON", async () => {
    const client = await clientOf(async (req, res) => {
      const type = req.headers["content-type"];
      res.end(JSON.stringify([req.method, type, await text(req)]));
    });

    expect(
      await client.post("/orders", { item: "tea" }, z.array(z.string())),
    ).toEqual(["POST", "application/json", '{"item":"tea"}']);
  });
});

describe("a refusal", () => {
  test("of 4xx is passed on, with its own code and words", async () => {
    const problem = { status: 409, code: "sold_out", detail: "None left." };
    const client = await clientOf(respondingWith(409, problem));

    await expect(client.get("/orders", Order)).rejects.toMatchObject({
      name: "HttpError",
      status: 409,
      code: "sold_out",
      message: "None left.",
    });
  });

  test.each([
    [
      "of 5xx, even in words",
      500,
      { code: "internal_error", detail: "secret" },
    ],
    ["of 4xx, in other words than ours", 404, { error: "secret" }],
    ["that sends us elsewhere", 304, null],
  ])("%s is a 502", async (_name, status, body) => {
    const client = await clientOf(respondingWith(status, body));

    const asking = client.get("/orders", Order);

    await expect(asking).rejects.toMatchObject(badGateway);
    await expect(asking).rejects.not.toThrow("secret");
  });
});

const badGateway = {
  status: 502,
  code: "bad_gateway",
  message: "A service behind us failed.",
};

describe("an answer that makes no sense", () => {
  test.each<[string, RequestListener]>([
    ["is no JSON", (_req, res) => res.end("<html>")],
    ["is empty", (_req, res) => res.end()],
    ["has another shape", respondingWith(200, { id: "7" })],
    [
      "breaks off",
      (_req, res) => {
        res.writeHead(200, { "Content-Length": 100 });
        res.write('{"id":', () => res.destroy());
      },
    ],
  ])("and %s is a 502", async (_name, listener) => {
    const client = await clientOf(listener);

    await expect(client.get("/orders", Order)).rejects.toMatchObject(
      badGateway,
    );
  });
});

describe("a service that is not there", () => {
  test("is a 503 that says when to try again", async () => {
    const client = await clientOf(respondingWith(200, { id: 7 }));
    await service?.close();

    const asking = client.get("/orders", Order);

    await expect(asking).rejects.toMatchObject({
      status: 503,
      code: "unavailable",
      headers: { "Retry-After": "1" },
      cause: expect.anything(),
    });
  });

  test("is a 503 as well where it hangs up", async () => {
    const client = await clientOf((req) => req.destroy());

    await expect(client.get("/orders", Order)).rejects.toMatchObject({
      status: 503,
    });
  });
});

describe("a service that is too slow", () => {
  test.each<[string, RequestListener]>([
    ["does not answer", () => {}],
    [
      "does not finish its answer",
      (_req, res) => {
        res.writeHead(200, { "Content-Length": 100 }).write('{"id":');
      },
    ],
  ])("and %s is a 504", async (_name, listener) => {
    const client = await clientOf(listener, 50);

    await expect(client.get("/orders", Order)).rejects.toMatchObject({
      status: 504,
      code: "timed_out",
    });
  });
});
