// Proves that transactions are whole, isolated as asked, and run again where they must be.
import { beforeEach, describe, expect, test } from "@jest/globals";
import { HttpError } from "../../04-errors/errors/http-error";
import { type Database, database, type Queries } from "./database";
import { useTemporaryDatabase } from "./fixtures/temporary-database";

const temporary = useTemporaryDatabase({ migrated: false });
let db: Database;

beforeEach(async () => {
  db ??= database(temporary.pool());
  await db.query("DROP TABLE IF EXISTS accounts");
  await db.query("CREATE TABLE accounts (name text UNIQUE, cents integer)");
  await db.query("INSERT INTO accounts VALUES ('ada', 100), ('bob', 100)");
});

async function cents(name: string, { query }: Queries = db): Promise<number> {
  const text = "SELECT cents FROM accounts WHERE name = $1";
  const [row] = await query<{ cents: number }>(text, [name]);
  return row?.cents ?? Number.NaN;
}

async function set(name: string, to: number, { query }: Queries = db) {
  const text = "UPDATE accounts SET cents = $2 WHERE name = $1";
  await query(text, [name, to]);
}

/** Resolves for all of its callers when there are so many. */
function gathering(size: number): () => Promise<void> {
  let missing = size;
  let open: () => void = () => {};
  const gathered = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return missing > 0 ? gathered : Promise.resolve();
  };
}

describe("a statement", () => {
  test("takes its values for values, whatever they look like", async () => {
    const name = "eve'); DROP TABLE accounts; --";

    await db.query("INSERT INTO accounts VALUES ($1, $2)", [name, 5]);

    expect([await cents(name), await cents("ada")]).toEqual([5, 100]);
  });

  test("that the database refuses rejects with the database's own error", async () => {
    const refused = db.query("INSERT INTO accounts VALUES ('ada', 1)");

    await expect(refused).rejects.toMatchObject({ code: "23505" });
  });
});

describe("a transaction", () => {
  test("whose work fails has changed nothing, and fails the same", async () => {
    const failure = new Error("half way");

    const outcome = db.transaction(async (queries) => {
      await set("ada", 0, queries);
      throw failure;
    });

    await expect(outcome).rejects.toBe(failure);
    expect(await cents("ada")).toBe(100);
  });

  test("is seen by nobody before it has ended", async () => {
    const seen = await db.transaction(async (queries) => {
      await set("ada", 0, queries);
      return [await cents("ada"), await cents("ada", queries)];
    });

    expect([...seen, await cents("ada")]).toEqual([100, 0, 0]);
  });

  test("leaves its connection to the next one, after a failure as well", async () => {
    const one = database(temporary.pool({ max: 1 }));
    const failed = one.transaction(async ({ query }) => query("nonsense"));
    await expect(failed).rejects.toMatchObject({ code: "42601" });

    expect(await one.transaction((queries) => cents("ada", queries))).toBe(100);
  });
});

test("a database that takes no writes is unavailable, and its connection is not kept", async () => {
  const pids = () =>
    db.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const [before] = await pids();
  const refused = db.transaction(async ({ query }) => {
    await query("SET TRANSACTION READ ONLY");
    await query("INSERT INTO accounts VALUES ('eve', 1)");
  });

  await expect(refused).rejects.toMatchObject({
    status: 503,
    code: "database_unavailable",
  });

  const [after] = await pids();
  expect(after?.pid).not.toBe(before?.pid);
});

describe("two that read before either of them writes", () => {
  async function addTwice(isolation: "read committed" | "serializable") {
    const bothHaveRead = gathering(2);
    let runs = 0;
    const addTen = () =>
      db.transaction(
        async (queries) => {
          runs += 1;
          const before = await cents("ada", queries);
          if (runs <= 2) await bothHaveRead();
          await set("ada", before + 10, queries);
        },
        { isolation },
      );
    await Promise.all([addTen(), addTen()]);
    return { cents: await cents("ada"), runs };
  }

  test("lose an update at read committed", async () => {
    expect(await addTwice("read committed")).toEqual({ cents: 110, runs: 2 });
  });

  test("lose none if serializable: one of them is run again", async () => {
    expect(await addTwice("serializable")).toEqual({ cents: 120, runs: 3 });
  });
});

test("one of two that lock each other out is run again", async () => {
  const bothHold = gathering(2);
  let runs = 0;
  const move = (from: string, to: string) =>
    db.transaction(async ({ query }) => {
      runs += 1;
      const text = "UPDATE accounts SET cents = cents + $2 WHERE name = $1";
      await query(text, [from, -10]);
      if (runs <= 2) await bothHold();
      await query(text, [to, 10]);
    });

  await Promise.all([move("ada", "bob"), move("bob", "ada")]);

  expect([await cents("ada"), await cents("bob"), runs]).toEqual([100, 100, 3]);
});

test("what collides every time is given up after five runs", async () => {
  let runs = 0;

  const outcome = db.transaction(async ({ query }) => {
    runs += 1;
    const raise = "RAISE serialization_failure";
    await query(`DO $$ BEGIN ${raise}; END $$`);
  });

  await expect(outcome).rejects.toMatchObject({ code: "40001" });
  expect(runs).toBe(5);
});

describe("without a database", () => {
  const nowhere = "postgres://nobody@127.0.0.1:1/none";

  test.each<[string, (db: Database) => Promise<unknown>]>([
    ["a statement", (db) => db.query("SELECT 1")],
    ["a transaction", (db) => db.transaction(({ query }) => query("SELECT 1"))],
  ])("%s is a 503 that says when to come back", async (_name, ask) => {
    const absent = database(temporary.pool({ connectionString: nowhere }));

    const error = await ask(absent).catch((error: unknown) => error);

    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({
      status: 503,
      code: "database_unavailable",
      headers: { "Retry-After": "1" },
      cause: { code: "ECONNREFUSED" },
    });
  });
});
