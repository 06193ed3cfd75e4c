// Proves that the users in PostgreSQL are what the repository's interface promises.
import { beforeEach, describe, expect, test } from "@jest/globals";
import { seedUsers } from "../../01-naive/users/seed-users";
import { type Database, database } from "../db/database";
import { useTemporaryDatabase } from "../db/fixtures/temporary-database";
import { loadUsers } from "./load-users";
import { postgresUserRepository } from "./postgres-user-repository";

const temporary = useTemporaryDatabase();
let db: Database;
let users: ReturnType<typeof postgresUserRepository>;
beforeEach(async () => {
  db ??= database(temporary.pool());
  users = postgresUserRepository(db);
  await db.query("TRUNCATE users, user_events RESTART IDENTITY");
  await temporary.withClient((client) => loadUsers(client, 10));
});

const first = { before: Number.POSITIVE_INFINITY };
const eve = {
  name: "Eve",
  email: "eve@example.com",
  createdAt: "2026-01-01T12:34:56.789Z",
  passwordHash: "salt:hash",
};
const ids = (page: readonly { id: number }[]) => page.map(({ id }) => id);
const count = async (table: "users" | "user_events") =>
  (await db.query(`SELECT FROM ${table}`)).length;

describe("list", () => {
  test("goes from page to page by the last id, newest first", async () => {
    const one = await users.list({ limit: 4, ...first });
    const two = await users.list({ limit: 4, before: 7 });
    const three = await users.list({ limit: 4, before: 3 });

    expect(ids([...one, ...two, ...three])).toEqual([
      ...[10, 9, 8, 7],
      ...[6, 5, 4, 3],
      ...[2, 1],
    ]);
  });

  test("shows nobody twice when others sign up between two pages", async () => {
    const one = await users.list({ limit: 4, ...first });
    await users.add(eve);
    const two = await users.list({ limit: 4, before: 7 });

    expect(ids([...one, ...two])).toEqual([10, 9, 8, 7, 6, 5, 4, 3]);
  });

  test.each([2 ** 31, Number.MAX_SAFE_INTEGER])(
    "before %i, beyond every id, is the first page",
    async (before) => {
      expect(ids(await users.list({ limit: 2, before }))).toEqual([10, 9]);
    },
  );

  test("shows the user with the largest id that there can be", async () => {
    await db.query("UPDATE users SET id = 2147483647 WHERE id = 10");

    const [user] = await users.list({ limit: 1, ...first });

    expect(user?.id).toBe(2_147_483_647);
  });

  test("reads the page along the index, and not the table", async () => {
    await db.query("TRUNCATE users CASCADE");
    await temporary.withClient((client) => loadUsers(client, 10_000));
    await db.query("ANALYZE users");

    const plan = await db.query(
      "EXPLAIN SELECT * FROM users WHERE id < $1::bigint ORDER BY id DESC LIMIT $2",
      [5000, 20],
    );

    const text = JSON.stringify(plan);
    expect(text).toContain("Index Scan Backward using users_pkey");
    expect(text).not.toMatch(/Sort|Seq Scan/);
  });
});

describe("find", () => {
  test("finds a user as it was stored, by id and by e-mail", async () => {
    const stored = seedUsers(10)[6];

    expect(await users.find(7)).toEqual(stored);
    expect(await users.findByEmail(stored?.email ?? "")).toEqual(stored);
  });

  test.each([11, 2 ** 31, Number.MAX_SAFE_INTEGER])(
    "finds nobody by id %i",
    async (id) => {
      expect(await users.find(id)).toBeUndefined();
    },
  );

  test("takes what looks like SQL for an e-mail that nobody has", async () => {
    expect(await users.findByEmail("' OR true --")).toBeUndefined();
  });
});

test("signUpTimes are those of all users, to the millisecond", async () => {
  await users.add(eve);

  const expected = [...seedUsers(10), eve].map(({ createdAt }) => createdAt);
  expect((await users.signUpTimes()).sort()).toEqual(expected.sort());
});

describe("add", () => {
  test("stores the user, and that it signed up", async () => {
    const user = await users.add(eve);

    expect(user).toEqual({ id: 11, ...eve });
    expect(await users.find(11)).toEqual(user);
    expect(
      await db.query("SELECT user_id, kind, happened_at FROM user_events"),
    ).toEqual([
      { user_id: 11, kind: "signed_up", happened_at: new Date(eve.createdAt) },
    ]);
  });

  test("of ten at once with one e-mail stores one, and nine are a 409", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        users.add(eve).then(
          () => "stored",
          ({ status, code }) => `${status} ${code}`,
        ),
      ),
    );

    expect(outcomes.sort()).toEqual([
      ...Array(9).fill("409 email_taken"),
      "stored",
    ]);
    expect([await count("users"), await count("user_events")]).toEqual([11, 1]);
  });

  test("stores no user whose sign-up cannot be recorded", async () => {
    await db.query("ALTER TABLE user_events RENAME TO away");

    const outcome = users.add(eve);

    await expect(outcome).rejects.toMatchObject({ code: "42P01" });
    await db.query("ALTER TABLE away RENAME TO user_events");
    expect(await count("users")).toBe(10);
  });

  test("refuses a text that PostgreSQL cannot store", async () => {
    const outcome = users.add({ ...eve, name: "Eve\u0000" });

    await expect(outcome).rejects.toMatchObject({
      status: 400,
      code: "invalid_text",
    });
  });
});
