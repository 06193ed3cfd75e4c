// Proves what the app does while its database is not ready: health and guards as ever, no route.
import { describe, expect, test } from "@jest/globals";
import request from "supertest";
import { memoryLogger } from "../03-middleware/logging/fixtures/memory-logger";
import type { UserRepository } from "../05-layers/users/user-repository";
import { createApp } from "./app";

const repository: UserRepository = {
  list: async () => [],
  find: async () => undefined,
  findByEmail: async () => undefined,
  signUpTimes: async () => [],
  add: async (details) => ({ id: 1, ...details }),
};
const user = { id: 1, name: "Ada", email: "ada@example.com", createdAt: "" };

function appThatIsReady(ready: Promise<void>) {
  return createApp({
    logger: memoryLogger().logger,
    api: {
      repository,
      users: {
        list: async () => [user],
        get: async () => user,
        signUp: async () => user,
      },
      reports: { signUpsPerDay: async () => [] },
      tokens: { issue: async () => "token", verify: async () => "1" },
    },
    apiKey: "the-key",
    rateLimit: { limit: 1000 },
    ready,
  });
}

describe("while the database is not ready", () => {
  const app = appThatIsReady(new Promise(() => {}));

  test("the health check says that the process is well", async () => {
    expect((await request(app).get("/healthz")).status).toBe(200);
  });

  test("a stranger is a stranger", async () => {
    expect((await request(app).get("/users")).status).toBe(401);
  });

  test.each([
    ["get", "/users"],
    ["get", "/reports/signups"],
    ["post", "/users"],
    ["post", "/sessions"],
  ] as const)("%s %s is a 503", async (method, path) => {
    const response = await request(app)
      [method](path)
      .set("X-Api-Key", "the-key");

    expect(response.status).toBe(503);
    expect(response.headers["retry-after"]).toBe("1");
  });
});

test("when it is ready, the routes answer", async () => {
  const response = await request(appThatIsReady(Promise.resolve()))
    .get("/users")
    .set("X-Api-Key", "the-key");

  expect(response.body).toEqual([user]);
});
