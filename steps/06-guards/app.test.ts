// Proves that the guards stand in front of every route, in their order.
import { describe, expect, test } from "@jest/globals";
import request from "supertest";
import { memoryLogger } from "../03-middleware/logging/fixtures/memory-logger";
import type { UserRepository } from "../05-layers/users/user-repository";
import { createApp } from "./app";

const user = {
  id: 7,
  name: "Ada",
  email: "ada@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
};
const repository: UserRepository = {
  list: async () => [],
  find: async () => undefined,
  findByEmail: async () => undefined,
  signUpTimes: async () => [],
  add: async (details) => ({ id: 8, ...details }),
};

function appWith(limit = 1000) {
  return createApp({
    logger: memoryLogger().logger,
    api: {
      repository,
      users: {
        list: async () => [user],
        get: async () => user,
        signUp: async () => user,
      },
      reports: { signUpsPerDay: async () => [{ day: "2026-01-01", count: 1 }] },
      tokens: { issue: async () => "token", verify: async () => "7" },
    },
    apiKey: "the-key",
    rateLimit: { limit },
  });
}

const signUp = { name: "Eve", email: "eve@example.com", password: "12345678" };

describe("without credentials", () => {
  test.each([
    ...["/users", "/users/", "/users//", "//users", "/USERS", "/users/7"],
    ...["/users/7/", "/%75sers", "/reports/signups", "/sessions", "/nowhere"],
  ])("GET %s is closed", async (path) => {
    expect((await request(appWith()).get(path)).status).toBe(401);
  });

  test.each(["put", "patch", "delete", "options", "head"] as const)(
    "%s /users is closed",
    async (method) => {
      expect((await request(appWith())[method]("/users")).status).toBe(401);
    },
  );

  test("signing up is open, and signing in, and asking for health", async () => {
    const app = appWith();

    const responses = [
      await request(app).post("/users").send(signUp),
      await request(app).post("/sessions").send(signUp),
      await request(app).get("/healthz"),
    ];

    // The right to ask: this e-mail has no session to open.
    expect(responses.map((response) => response.status)).toEqual([
      201, 401, 200,
    ]);
    expect(responses[1]?.body.code).toBe("wrong_credentials");
  });

  test("a body is not even parsed", async () => {
    const response = await request(appWith())
      .put("/users/7")
      .type("json")
      .send('{"name":');

    expect(response.status).toBe(401);
  });
});

describe("with credentials", () => {
  test.each([
    ["/users", [user]],
    ["/users/7", user],
    ["/reports/signups", [{ day: "2026-01-01", count: 1 }]],
  ])("GET %s is open", async (path, body) => {
    const response = await request(appWith())
      .get(path)
      .set("X-Api-Key", "the-key");

    expect(response.body).toEqual(body);
  });

  test.each([
    ["/users?limit=-1", 400],
    ["/users//?limit=-1", 400],
    ["/users/first", 400],
    ["/reports/signups?timeZone=Mars", 400],
    ["/nowhere", 404],
  ])("GET %s is a %i", async (path, status) => {
    const response = await request(appWith())
      .get(path)
      .set("X-Api-Key", "the-key");

    expect(response.status).toBe(status);
    expect(response.type).toBe("application/problem+json");
  });
});

test.each([
  ["what a key opens", { "X-Api-Key": "the-key" }],
  ["a refusal", {}],
])("no shared cache may keep %s", async (_name, headers) => {
  const response = await request(appWith()).get("/users").set(headers);

  expect(response.headers["cache-control"]).toBe("private, no-cache");
});

test("a sign-up says where the user is", async () => {
  const response = await request(appWith()).post("/users").send(signUp);

  expect(response.headers.location).toBe("/users/7");
});

describe("validation stands in front of routes alone", () => {
  test.each([
    ...["GET /sessions", "PUT /sessions", "GET /sessions/x"],
    ...["POST /sessions/x", "PUT /users", "DELETE /users/first"],
    ...["POST /reports/signups", "GET /reports/x?timeZone=Mars"],
  ])("%s is a 404", async (line) => {
    expect((await ask(line)).body).toMatchObject({ code: "route_not_found" });
  });

  test.each([
    ["/users", "GET, HEAD, POST"],
    ["/users/7", "GET, HEAD"],
    ["/sessions", "POST"],
    ["/reports/signups", "GET, HEAD"],
  ])("OPTIONS %s says that it takes %s", async (path, methods) => {
    const response = await ask(`OPTIONS ${path}`);

    expect([response.status, response.headers.allow]).toEqual([200, methods]);
  });

  function ask(line: string) {
    const [method = "", path = ""] = line.split(" ");
    const how = method.toLowerCase() as "get" | "put" | "post" | "options";
    return request(appWith())[how](path).set("X-Api-Key", "the-key");
  }
});

test("a flood is turned away before credentials are looked at, health is not", async () => {
  const app = appWith(1);

  const [first, second, health] = [
    await request(app).get("/users"),
    await request(app).get("/users"),
    await request(app).get("/healthz"),
  ];

  expect([first.status, second.status, health.status]).toEqual([401, 429, 200]);
});
