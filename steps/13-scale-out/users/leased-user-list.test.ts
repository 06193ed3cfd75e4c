// Proves that the leased list is the list, asks for it no more than it must, and tells whoever has it so.
import { describe, expect, jest, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../04-errors/errors/error-handler";
import { userRoutes } from "../../05-layers/users/user-routes";
import type { UserService } from "../../05-layers/users/user-service";
import { VersionedCache } from "../../09-shared-state/cache/versioned-cache";
import { memoryStore } from "../../09-shared-state/store/fixtures/memory-store";
import { LeasedCache } from "../cache/leased-cache";
import { withHeads } from "../http/answer-head";
import { leasedUserList } from "./leased-user-list";

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
  const store = memoryStore();
  // Time stands still: no lease ends.
  const cache = new LeasedCache({
    cache: new VersionedCache({ store, name: "users" }),
    now: () => 0,
  });
  const leased = withHeads(express(), []);
  leased.get("/users", leasedUserList({ users, cache }));
  leased.use(errorHandler({ logger: memoryLogger().logger }));
  const plain = express().use("/users", userRoutes({ users }));
  return { list, store, leased, plain };
}

const shown = ({ status, text, headers }: request.Response) => ({
  status,
  text,
  type: headers["content-type"],
  length: headers["content-length"],
  etag: headers.etag,
});

describe("leasedUserList", () => {
  test("answers as the routes of step 5 do, the second time as well", async () => {
    const { leased, plain } = setUp();

    const expected = shown(await request(plain).get("/users"));

    expect(shown(await request(leased).get("/users"))).toEqual(expected);
    expect(shown(await request(leased).get("/users"))).toEqual(expected);
  });

  test("asks the store for the first of many", async () => {
    const { store, leased } = setUp();
    await request(leased).get("/users");
    store.calls.length = 0;

    for (let count = 0; count < 5; count++) await request(leased).get("/users");

    expect(store.calls).toEqual([]);
  });

  test("answers HEAD with the same headers", async () => {
    const { leased } = setUp();
    const { text, ...expected } = shown(await request(leased).get("/users"));

    expect(shown(await request(leased).head("/users"))).toMatchObject(expected);
  });

  test("answers 304, without a body, to whoever has it", async () => {
    const { leased } = setUp();
    const { headers } = await request(leased).get("/users");
    const ask = (etag: string) =>
      request(leased).get("/users").set("If-None-Match", etag);

    const { etag } = headers;
    const nothing = { type: undefined, length: undefined };
    const notModified = { status: 304, text: "", etag, ...nothing };
    expect(shown(await ask(String(etag)))).toEqual(notModified);
    expect((await ask('W/"another"')).status).toBe(200);
  });

  test("knows a page by what it is, however it is asked for", async () => {
    const { list, leased } = setUp();
    const paths = ["/users", "/users?limit=20", "/users?x=1&limit=020"];

    for (const path of paths) await request(leased).get(path);
    await request(leased).get("/users?limit=20&before=7");

    expect(list.mock.calls).toEqual([
      [{ limit: 20, before: Number.POSITIVE_INFINITY }],
      [{ limit: 20, before: 7 }],
    ]);
  });

  test("refuses what is no page, as often as it comes", async () => {
    const { list, leased } = setUp();
    const ask = () => request(leased).get("/users?limit=many");

    expect([(await ask()).status, (await ask()).status]).toEqual([400, 400]);
    expect(list).not.toHaveBeenCalled();
  });
});
