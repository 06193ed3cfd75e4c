// Proves that nothing waits for the database for ever, and that its loss ends no process.
import { describe, expect, test } from "@jest/globals";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { database } from "./database";
import { useTemporaryDatabase } from "./fixtures/temporary-database";

const temporary = useTemporaryDatabase({ migrated: false });

const unavailable = { status: 503, code: "database_unavailable" };

/** Ends every other connection to the database, as its restart would. */
function endAllOthers(): Promise<unknown> {
  return temporary.withClient((client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    ),
  );
}

describe("a bound on waiting", () => {
  test("a slow statement is cut off by the server", async () => {
    const pool = temporary.pool({ statementTimeoutMs: 50 });
    pool.options.query_timeout = 0; // The client's own, which is to be no help.
    const db = database(pool);

    const slow = db.query("SELECT pg_sleep(60)");

    await expect(slow).rejects.toMatchObject({
      status: 503,
      code: "query_timeout",
      headers: { "Retry-After": "1" },
    });
  });

  test("nobody waits long for a connection that others hold", async () => {
    const pool = temporary.pool({ max: 1 });
    const held = await pool.connect();
    pool.options.connectionTimeoutMillis = 50;

    const outcome = await database(pool)
      .query("SELECT 1")
      .catch((error: unknown) => error);
    held.release();

    expect(outcome).toMatchObject(unavailable);
  });
});

describe("a connection that is lost", () => {
  test("while nobody uses it, is logged, and another takes its place", async () => {
    const { logger, logged } = memoryLogger();
    const db = database(temporary.pool({ logger }));
    await db.query("SELECT 1");

    await endAllOthers();
    await logged("an idle database connection was lost");

    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("in the middle of a transaction, fails that one only", async () => {
    const db = database(temporary.pool());

    const lost = db.transaction(async ({ query }) => {
      await query("SELECT 1");
      await endAllOthers();
      await query("SELECT 1");
    });

    await expect(lost).rejects.toMatchObject(unavailable);
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("in the middle of a statement, fails that one only", async () => {
    const db = database(temporary.pool());
    const [{ pid } = { pid: 0 }] = await db.query<{ pid: number }>(
      "SELECT pg_backend_pid() AS pid",
    );

    const lost = db.query("SELECT pg_sleep(60)");
    const outcome = expect(lost).rejects.toMatchObject(unavailable);
    await untilBusy(pid);
    await endAllOthers();

    await outcome;
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

/** Resolves once that connection runs a statement, which no event tells. */
async function untilBusy(pid: number): Promise<void> {
  const text = "SELECT state FROM pg_stat_activity WHERE pid = $1";
  await temporary.withClient(async (client) => {
    for (;;) {
      const { rows } = await client.query(text, [pid]);
      if (rows[0]?.state === "active") return;
    }
  });
}
