// Proves that the list from ready bytes is the list, and that whoever has it is told so.
import { describe, expect, jest, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { userRoutes } from "../../05-layers/users/user-routes";
import type { UserService } from "../../05-layers/users/user-service";
import { VersionedCache } from "../cache/versioned-cache";
import { memoryStore } from "../store/fixtures/memory-store";
import { cachedUserList } from "./cached-user-list";

const user = {
  id: 7,
  name: "Ada Ünal",
  email: "ada@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
};

function setUp() {
  const list = jest.fn<UserService["list"]>(async () => [user]);
  const users: UserService = {
    list,
    get: async () => user,
    signUp: async () => user,
  };
  const cache = new VersionedCache({ store: memoryStore(), name: "users" });
  const cached = express().get("/users", cachedUserList({ users, cache }));
  cached.use(errorHandler({ logger: memoryLogger().logger }));
  const plain = express().use("/users", userRoutes({ users }));
  return { users, list, cached, plain };
}

const shown = ({ status, text, headers }: request.Response) => ({
  status,
  text,
  type: headers["content-type"],
  length: headers["content-length"],
  etag: headers.etag,
});

describe("cachedUserList", () => {
  test("answers as the routes of step 5 do, the second time as well", async () => {
    const { cached, plain } = setUp();

    const expected = shown(await request(plain).get("/users"));

    expect(shown(await request(cached).get("/users"))).toEqual(expected);
    expect(shown(await request(cached).get("/users"))).toEqual(expected);
  });

  test("answers HEAD with the same headers", async () => {
    const { cached } = setUp();
    const { text, ...expected } = shown(await request(cached).get("/users"));

    expect(shown(await request(cached).head("/users"))).toMatchObject(expected);
  });

  test("answers 304, without a body, to whoever has it", async () => {
    const { cached } = setUp();
    const { headers } = await request(cached).get("/users");

    const response = await request(cached)
      .get("/users")
      .set("If-None-Match", String(headers.etag));

    const { etag } = headers;
    const nothing = { type: undefined, length: undefined };
    expect(shown(response)).toEqual({
      status: 304,
      text: "",
      etag,
      ...nothing,
    });
  });

  test("knows a page by what it is, however it is asked for", async () => {
    const { list, cached } = setUp();
    const paths = ["/users", "/users?limit=20", "/users?x=1&limit=20"];

    for (const path of paths) await request(cached).get(path);
    await request(cached).get("/users?limit=20&before=7");

    expect(list.mock.calls).toEqual([
      [{ limit: 20, before: Number.POSITIVE_INFINITY }],
      [{ limit: 20, before: 7 }],
    ]);
  });

  test("leaves it to the routes behind to say which methods there are", async () => {
    const { users, cached } = setUp();
    cached.use("/users", userRoutes({ users }));

    const response = await request(cached).options("/users");

    expect(response.headers.allow).toBe("GET, HEAD, POST");
  });

  test("refuses what is no page, and leaves the rest to others", async () => {
    const { list, cached } = setUp();

    const statuses = [
      (await request(cached).get("/users?limit=many")).status,
      (await request(cached).get("/users/7")).status,
    ];

    expect(statuses).toEqual([400, 404]);
    expect(list).not.toHaveBeenCalled();
  });
});
