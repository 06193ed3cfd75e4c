// Proves that a session is opened by the right password, and tells nothing otherwise.
import { beforeAll, describe, expect, test } from "@jest/globals";
import express, { type Express } from "express";
import request from "supertest";
import { hashPassword } from "../../02-event-loop/auth/password";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import type { UserRepository } from "../../05-layers/users/user-repository";
import { sessionRoutes } from "./session-routes";

let app: Express;
beforeAll(async () => {
  const ada = {
    id: 7,
    name: "Ada",
    email: "ada@example.com",
    createdAt: "2026-01-01T00:00:00.000Z",
    passwordHash: await hashPassword("correct horse"),
  };
  const repository: UserRepository = {
    list: async () => [ada],
    find: async () => ada,
    findByEmail: async (email) => (email === ada.email ? ada : undefined),
    signUpTimes: async () => [],
    add: async (details) => ({ id: 8, ...details }),
  };
  const tokens = {
    issue: async (subject: string) => `token of ${subject}`,
    verify: async () => "7",
  };
  app = express();
  app.use(express.json());
  app.use("/sessions", sessionRoutes({ repository, tokens }));
  app.use(errorHandler({ logger: memoryLogger().logger }));
});

function open(email: string, password: string) {
  return request(app).post("/sessions").send({ email, password });
}

describe("POST /sessions", () => {
  test("answers a token to the right password", async () => {
    const response = await open("ada@example.com", "correct horse");

    expect(response.status).toBe(201);
    expect(response.body).toEqual({ token: "token of 7" });
    expect(response.headers["cache-control"]).toBe("no-store");
  });

  test("answers the same to a wrong password and to an unknown e-mail", async () => {
    const wrong = await open("ada@example.com", "wrong horse");
    const unknown = await open("nobody@example.com", "correct horse");

    expect(wrong.status).toBe(401);
    expect(wrong.headers["www-authenticate"]).toMatch(/^Bearer realm="/);
    expect(wrong.body).toMatchObject({ code: "wrong_credentials" });
    expect(unknown.body).toEqual(wrong.body);
  });

  test("has no password that opens an unknown e-mail", async () => {
    const response = await open("nobody@example.com", "nobody has this one");

    expect(response.status).toBe(401);
  });
});
