// Proves who gets past the guard, and that everybody else is told nothing but that.
import { describe, expect, test } from "@jest/globals";
import express, { type Request } from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import type { Tokens } from "../auth/tokens";
import { requireAuth } from "./require-auth";

/** Knows one token. */
const tokens: Tokens = {
  issue: async () => "good",
  async verify(token) {
    if (token !== "good") throw new Error("secret: signature mismatch");
    return "7";
  },
};

function setUp(except?: (req: Request) => boolean) {
  const app = express();
  app.use(requireAuth({ apiKey: "the-key", tokens, except }));
  app.use((req, res) => {
    res.send(req.caller ?? "nobody");
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));
  return app;
}

describe("requireAuth lets pass", () => {
  test.each([
    ["X-Api-Key", "the-key", "api-key"],
    ["Authorization", "Bearer good", "7"],
    ["Authorization", "bearer good", "7"],
    ["Authorization", "BEARER   good", "7"],
  ])("%s: %s, and says who that is", async (name, value, caller) => {
    const response = await request(setUp()).get("/orders").set(name, value);

    expect(response.text).toBe(caller);
  });

  test("a good token beside a wrong key", async () => {
    const response = await request(setUp())
      .get("/orders")
      .set("X-Api-Key", "wrong")
      .set("Authorization", "Bearer good");

    expect(response.text).toBe("7");
  });

  test("what is excepted, without a caller", async () => {
    const app = setUp((req) => req.path === "/open");

    expect((await request(app).get("/open")).text).toBe("nobody");
    expect((await request(app).get("/open/")).status).toBe(401);
  });
});

test("requireAuth without tokens takes the key, and none of them", async () => {
  const app = express();
  app.use(requireAuth({ apiKey: "the-key" }));
  app.use((req, res) => {
    res.send(req.caller);
  });
  app.use(errorHandler({ logger: memoryLogger().logger }));
  const statusWith = async (name: string, value: string) =>
    (await request(app).get("/metrics").set(name, value)).status;

  expect(await statusWith("X-Api-Key", "the-key")).toBe(200);
  expect(await statusWith("Authorization", "Bearer good")).toBe(401);
});

describe("requireAuth answers 401", () => {
  const realm = 'Bearer realm="express-at-scale"';

  test.each<[string, Record<string, string>, string]>([
    ["no credentials", {}, realm],
    ["a wrong key", { "X-Api-Key": "the-kez" }, realm],
    ["an empty key", { "X-Api-Key": "" }, realm],
    ["the key twice", { "X-Api-Key": "the-key, the-key" }, realm],
    ["no token", { Authorization: "Bearer" }, realm],
    ["an empty token", { Authorization: "Bearer " }, realm],
    ["a token and more", { Authorization: "Bearer good good" }, realm],
    ["a list of tokens", { Authorization: "Bearer good,good" }, realm],
    ["a tab for a space", { Authorization: "Bearer\tgood" }, realm],
    ["another scheme", { Authorization: "Basic good" }, realm],
    ["the token alone", { Authorization: "good" }, realm],
    [
      "a wrong token",
      { Authorization: "Bearer forged" },
      `${realm}, error="invalid_token"`,
    ],
  ])("to %s, and says what would be right", async (_name, headers, says) => {
    const response = await request(setUp()).get("/orders").set(headers);

    expect(response.status).toBe(401);
    expect(response.headers["www-authenticate"]).toBe(says);
    expect(response.body).toMatchObject({
      code: "unauthorized",
      detail: "Send a valid API key or bearer token.",
    });
    expect(response.text).not.toContain("secret");
  });
});
