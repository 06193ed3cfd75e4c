// Who gets through to the orders, with what, and how often.
import { describe, expect, test } from "@jest/globals";
import { type Api, bearer, forgeries, newApi } from "./test/api";

const lamps = { item: "lamp", quantity: 2 };
const message = expect.any(String);

const challenge = 'Bearer realm="orders"';
const unauthorized = { status: 401, code: "unauthorized", challenge };
const retryAfter = expect.stringMatching(/^[1-9]\d*$/);
const tooMany = { status: 429, code: "too_many_requests", retryAfter };

/** Ada sends an order. */
async function post(api: Api, body: object) {
  return api.send("post", "/orders", { ...(await bearer()), body });
}

describe("parseRequest", () => {
  test("answers 400 to a wrong body, with every wrong field", async () => {
    const api = newApi();
    const body = { item: " ", quantity: "two" };

    const response = await post(api, body);

    const errors = ["item", "quantity"].map((field) => ({ field, message }));
    expect(response).toEqual({ status: 400, code: "invalid_request", errors });
    expect(api.reached.orders).toEqual([]);
  });

  test("answers 400 to a wrong query", async () => {
    const api = newApi();

    const response = await api.send(
      "get",
      "/orders?limit=1000",
      await bearer(),
    );

    const errors = [{ field: "limit", message }];
    expect(response).toEqual({ status: 400, code: "invalid_request", errors });
    expect(api.reached.queries).toEqual([]);
  });

  test("returns an order without fields that the schema does not name", async () => {
    const api = newApi();

    await post(api, { ...lamps, id: 1, customer: "bob", totalCents: 0 });

    expect(api.reached.orders).toEqual([lamps]);
  });

  test("returns a query with numbers and defaults", async () => {
    const api = newApi();

    await api.send("get", "/orders?limit=5&item=lamp", await bearer());
    await api.send("get", "/orders", await bearer());

    const [lampsOnly, all] = [{ item: "lamp", limit: 5 }, { limit: 20 }];
    expect(api.reached.queries).toEqual([lampsOnly, all]);
  });
});

describe("requireAuth", () => {
  test("knows the caller by the token, whatever the body says", async () => {
    const api = newApi();

    const response = await post(api, { ...lamps, customer: "bob" });

    expect(response).toEqual({ status: 201 });
    expect(api.reached.customers).toEqual(["ada"]);
  });

  test.each([
    ["no token", {}],
    ["a password", { authorization: "Basic YWRhOmFkYQ==" }],
    ["no word after the scheme", { authorization: "Bearer" }],
  ])("answers 401 to %s", async (_name, credentials) => {
    const response = await newApi().send("get", "/orders", credentials);

    expect(response).toEqual(unauthorized);
  });

  test("takes the scheme in any case, and more than one space", async () => {
    const { authorization = "" } = await bearer();
    const spaced = authorization.replace("Bearer ", "bearer   ");

    const response = await newApi().send("get", "/orders", {
      authorization: spaced,
    });

    expect(response).toEqual({ status: 200 });
  });

  test.each([
    ["no JWT", async () => ({ authorization: "Bearer ada" })],
    ["a token without a signature", forgeries.unsigned],
    ["a token signed with another key", forgeries.byAnotherKey],
    ["a token signed by another algorithm", forgeries.byAnotherAlgorithm],
    ["an expired token", () => bearer({ exp: 1 })],
    ["a token that never expires", () => bearer({ exp: undefined })],
    ["a token of nobody", () => bearer({ sub: undefined })],
    [
      "a token of another issuer",
      () => bearer({ iss: "https://evil.example" }),
    ],
    ["a token for another API", () => bearer({ aud: "invoices" })],
  ])("answers 401 to %s", async (_name, credentials) => {
    const response = await newApi().send("get", "/orders", await credentials());

    expect(response).toEqual({
      ...unauthorized,
      challenge: `${challenge}, error="invalid_token"`,
    });
  });

  test.each([
    [200, "get", "orders:read"],
    [403, "get", "orders:write"],
    [403, "get", "orders:read-own"],
    [201, "post", "orders:write"],
    [201, "post", "invoices:write orders:write"],
    [403, "post", "orders:read"],
    [403, "post", "orders:write-drafts"],
    [403, "delete", undefined],
  ] as const)(
    "answers %d to %s with scope %s",
    async (status, method, scope) => {
      const sent = { ...(await bearer({ scope })), body: lamps };
      const response = await newApi().send(method, "/orders", sent);

      const needed = method === "get" ? "orders:read" : "orders:write";
      const forbidden = {
        code: "insufficient_scope",
        challenge: `Bearer error="insufficient_scope", scope="${needed}"`,
      };
      expect(response).toEqual({ status, ...(status === 403 && forbidden) });
    },
  );
});

describe("without a token", () => {
  test.each([
    ["get", "/orders"],
    ["get", "/orders/"],
    ["get", "/orders//"],
    ["get", "/ORDERS"],
    ["head", "/orders"],
    ["delete", "/orders/1"],
    ["get", "/no/such/route"],
  ] as const)("%s %s answers 401", async (method, path) => {
    const { status } = await newApi().send(method, path);

    expect(status).toBe(401);
  });

  test("no body is read, not even one that is no JSON", async () => {
    const response = await newApi().send("post", "/orders", { body: "{" });

    expect(response).toEqual(unauthorized);
  });

  test("/healthz answers 200", async () => {
    expect(await newApi().send("get", "/healthz")).toEqual({ status: 200 });
  });
});

describe("limitCallers", () => {
  const ok = { status: 200 };

  async function get(api: Api, claims = {}, headers = {}) {
    const credentials = await bearer(claims);
    return api.send("get", "/orders", { ...credentials, headers });
  }

  test("lets the limit through, and answers 429 from then on", async () => {
    const api = newApi({ limit: 2 });

    const responses = [await get(api), await get(api), await get(api)];

    expect([...responses, await get(api)]).toEqual([ok, ok, tooMany, tooMany]);
  });

  test("counts each caller alone", async () => {
    const api = newApi({ limit: 1 });

    const responses = [await get(api), await get(api, { sub: "bob" })];

    expect(responses).toEqual([ok, ok]);
  });

  test("counts all tokens of a caller together", async () => {
    const api = newApi({ limit: 1 });

    const responses = [await get(api), await get(api, { jti: "a new token" })];

    expect(responses).toEqual([ok, tooMany]);
  });

  test("counts a caller whatever X-Forwarded-For says", async () => {
    const api = newApi({ limit: 1 });
    const elsewhere = { "X-Forwarded-For": "203.0.113.1" };

    const responses = [await get(api), await get(api, {}, elsewhere)];

    expect(responses).toEqual([ok, tooMany]);
  });

  test("takes nothing from a caller for what a forger sends", async () => {
    const api = newApi({ limit: 1 });

    await api.send("get", "/orders", await forgeries.byAnotherKey());

    expect(await get(api)).toEqual(ok);
  });

  test("counts in the store, which other processes share", async () => {
    const counts = new Map<string, number>();
    const one = newApi({ limit: 1, counts });
    const other = newApi({ limit: 1, counts });

    const responses = [await get(one), await get(other)];
    counts.clear(); // As the store does when the minute is over.

    expect([...responses, await get(other)]).toEqual([ok, tooMany, ok]);
  });
});
