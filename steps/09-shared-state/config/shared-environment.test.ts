// Proves that a store in the database takes its connections from those of the worker.
import { describe, expect, test } from "@jest/globals";
import { connectionsOf, SharedEnvironment } from "./shared-environment";

const required = {
  API_KEY: "a-key-of-some-length",
  JWT_SECRET: "s".repeat(32),
  DATABASE_URL: "postgres://localhost/app",
  WORKERS: "1",
};

describe("the connections of a worker", () => {
  test.each([
    ["4", undefined, { users: 1, store: 1 }],
    ["10", undefined, { users: 3, store: 2 }],
    ["10", "redis://localhost", { users: 5, store: 0 }],
  ])("of %s in all, with the store on %s: %j", (all, redisUrl, shares) => {
    const env = SharedEnvironment.parse({
      ...required,
      ...(redisUrl && { REDIS_URL: redisUrl }),
      DATABASE_CONNECTIONS: all,
    });

    expect(connectionsOf(env)).toEqual(shares);
  });
});
