// Proves that a database that is away is waited for, and one that refuses is not.
import { connect, createServer } from "node:net";
import { pipeline } from "node:stream";
import { expect, test } from "@jest/globals";
import { freePort } from "../../../scripts/servers/host/free-port";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { useTemporaryDatabase } from "./fixtures/temporary-database";
import { keepPreparing } from "./prepare";

const temporary = useTemporaryDatabase({ migrated: false });

test("what succeeds is run once, on a connection of its own", async () => {
  const responses: unknown[] = [];

  const { ready } = keepPreparing(temporary.url, {
    logger: memoryLogger().logger,
    prepare: async (client) => {
      responses.push((await client.query("SELECT 1 AS one")).rows);
    },
  });
  await ready;

  expect(responses).toEqual([[{ one: 1 }]]);
});

test("a database that goes away is tried again until it is there", async () => {
  const { logger, entries } = memoryLogger();
  let attempts = 0;

  const { firstAttempt, ready } = keepPreparing(temporary.url, {
    logger,
    prepare: async (client) => {
      attempts += 1;
      if (attempts > 2) return;
      // As PostgreSQL does when it is shut down.
      await client.query("SELECT pg_terminate_backend(pg_backend_pid())");
    },
  });
  await firstAttempt;
  const afterTried = attempts;
  await ready;

  const warning = {
    level: "warn",
    message: "the database is not ready",
    error: "terminating connection due to administrator command",
  };
  expect([afterTried, attempts]).toEqual([1, 3]);
  expect(entries).toMatchObject([
    { ...warning, nextTryMs: 100 },
    { ...warning, nextTryMs: 200 },
  ]);
});

test("a server starts before its database, and waits for it", async () => {
  const { logger, logged } = memoryLogger();
  const url = new URL(temporary.url);
  const behind = Number(url.port);
  url.port = String(await freePort());

  const { firstAttempt, ready } = keepPreparing(url.href, {
    logger,
    prepare: async () => {},
  });
  await firstAttempt;
  const warning = await logged("the database is not ready");
  const gate = createServer((socket) => {
    pipeline(socket, connect(behind), socket, () => {});
  }).listen(Number(url.port), "127.0.0.1");
  await ready;
  gate.close();

  expect(warning.error).toContain("ECONNREFUSED");
});

test("what the database refuses is not tried again", async () => {
  const { logger, entries } = memoryLogger();

  const { firstAttempt, ready } = keepPreparing(temporary.url, {
    logger,
    prepare: async (client) => {
      await client.query("CREATE TABLE of_the (wrong syntax)");
    },
  });

  await expect(ready).rejects.toMatchObject({ code: "42704" });
  await firstAttempt;
  expect(entries).toEqual([]);
});
