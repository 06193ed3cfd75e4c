// Proves that nobody hears of a user before the cache does, and that a store that is down loses no user.
import { describe, expect, test } from "@jest/globals";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import type { UserRepository } from "../../05-layers/users/user-repository";
import { VersionedCache } from "../cache/versioned-cache";
import { memoryStore } from "../store/fixtures/memory-store";
import { cacheInvalidatingUserRepository } from "./cache-invalidating-user-repository";

const ada = {
  name: "Ada",
  email: "ada@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
  passwordHash: "salt:hash",
};

function setUp() {
  const store = memoryStore();
  const added: string[] = [];
  const repository: UserRepository = {
    list: async () => [],
    find: async () => undefined,
    findByEmail: async () => undefined,
    signUpTimes: async () => [],
    async add(details) {
      if (details.name === "") throw new Error("no name");
      added.push(...store.calls.map((call) => `before: ${call}`));
      return { id: 1, ...details };
    },
  };
  const cache = new VersionedCache({ store, name: "users" });
  const { logger, entries } = memoryLogger();
  const invalidating = cacheInvalidatingUserRepository(repository, {
    cache,
    logger,
  });
  return { store, added, invalidating, entries };
}

describe("cacheInvalidatingUserRepository", () => {
  test("invalidates after the user is stored, before it says so", async () => {
    const { store, added, invalidating } = setUp();

    expect(await invalidating.add(ada)).toEqual({ id: 1, ...ada });

    expect(added).toEqual([]);
    expect(store.calls).toEqual(["set users:version"]);
  });

  test("invalidates nothing where none is stored", async () => {
    const { store, invalidating } = setUp();

    await expect(invalidating.add({ ...ada, name: "" })).rejects.toThrow();

    expect(store.calls).toEqual([]);
  });

  test("says that a user is stored, whether the others can be told or not", async () => {
    const { store, invalidating, entries } = setUp();
    store.failure = new Error("down");

    expect(await invalidating.add(ada)).toMatchObject({ id: 1 });

    expect(entries).toMatchObject([
      { level: "warn", message: "the list could not be invalidated" },
    ]);
  });
});
