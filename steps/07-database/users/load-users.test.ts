// Proves that the seed users come once, whole, and with ids that go on after them.
import { beforeEach, describe, expect, test } from "@jest/globals";
import { seedUsers } from "../../01-naive/users/seed-users";
import { type Database, database } from "../db/database";
import { useTemporaryDatabase } from "../db/fixtures/temporary-database";
import { loadUsers } from "./load-users";
import { postgresUserRepository } from "./postgres-user-repository";

const temporary = useTemporaryDatabase();
let db: Database;
beforeEach(async () => {
  db ??= database(temporary.pool());
  await db.query("TRUNCATE users, user_events RESTART IDENTITY");
});

const load = (count: number) =>
  temporary.withClient((client) => loadUsers(client, count));
const newestFirst = { limit: 1000, before: Number.POSITIVE_INFINITY };
const eve = {
  name: "Eve",
  email: "eve@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
  passwordHash: "salt:hash",
};

describe("loadUsers", () => {
  test("stores every seed user as it is", async () => {
    await load(25);

    const users = await postgresUserRepository(db).list(newestFirst);
    expect(users).toEqual(seedUsers(25).reverse());
  });

  test.each([0, 25])(
    "after %i, the next one has the next id",
    async (count) => {
      await load(count);

      const { id } = await postgresUserRepository(db).add(eve);

      expect(id).toBe(count + 1);
    },
  );

  test("adds nothing where there is anybody", async () => {
    await postgresUserRepository(db).add(eve);

    await load(25);

    const users = await postgresUserRepository(db).list(newestFirst);
    expect(users).toEqual([{ id: 1, ...eve }]);
  });

  test("five at once load them once", async () => {
    await Promise.all([load(25), load(25), load(25), load(25), load(25)]);

    const users = await postgresUserRepository(db).list(newestFirst);
    expect(users).toHaveLength(25);
  });

  test("leaves nothing behind if it fails half way", async () => {
    await db.query("ALTER TABLE users ADD CONSTRAINT few CHECK (id < 20)");

    const outcome = load(25);

    await expect(outcome).rejects.toMatchObject({ code: "23514" });
    await db.query("ALTER TABLE users DROP CONSTRAINT few");
    expect(await postgresUserRepository(db).list(newestFirst)).toEqual([]);
  });
});
