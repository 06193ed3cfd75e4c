// Proves that DATABASE_URL is taken as it is, and that its password stays secret.
import { afterEach, describe, expect, test } from "@jest/globals";
import { freePort } from "../../host/free-port";
import { endAllAfterEach, query, use } from "../fixtures/postgres";
import { useState } from "../fixtures/state";
import { ensurePostgres } from "./postgres";

useState();
endAllAfterEach();

afterEach(() => {
  delete process.env.DATABASE_URL;
});

async function failure(): Promise<unknown> {
  return ensurePostgres().catch((error: unknown) => error);
}

describe("DATABASE_URL", () => {
  test("is used as it is, and described without its password", async () => {
    const { url } = await use();
    process.env.DATABASE_URL = url;

    const given = await ensurePostgres();

    expect(await given.createDatabase("step_07")).toBe(url);
    const { port } = new URL(url);
    expect(given.describe()).toMatch(
      new RegExp(
        `^PostgreSQL 18\\.\\d+, at 127\\.0\\.0\\.1:${port}/work \\(DATABASE_URL\\)$`,
      ),
    );
    await given.stop();
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("has databases for tests beside it", async () => {
    const { url } = await use();
    process.env.DATABASE_URL = url;
    const given = await ensurePostgres();

    const temporary = await given.temporaryDatabase();

    expect(new URL(temporary.url).host).toBe(new URL(url).host);
    expect(temporary.url).not.toBe(url);
    await temporary.drop();
  });

  test("at which nobody answers is one line, without its password", async () => {
    const port = await freePort();
    process.env.DATABASE_URL = `postgres://me:secret@127.0.0.1:${port}/shop`;

    expect(await failure()).toMatchObject({
      name: "UserError",
      exitCode: 1,
      message: `PostgreSQL cannot be used, at 127.0.0.1:${port}/shop (DATABASE_URL): connect ECONNREFUSED 127.0.0.1:${port}. Without DATABASE_URL, one is started for you.`,
    });
  });

  test("with a wrong password is one line, without it", async () => {
    const { url } = await use();
    process.env.DATABASE_URL = url.replace(/:[^:@]+@/, ":secret@");

    const error = await failure();

    expect(error).toMatchObject({ name: "UserError", exitCode: 1 });
    expect(String(error)).toMatch(/password authentication failed/);
    expect(String(error)).not.toMatch(/secret/);
  });

  test.each(["nonsense", "mysql://localhost/shop", "postgres://:x@@/"])(
    "%s is told how it is written",
    async (text) => {
      process.env.DATABASE_URL = text;

      expect(await failure()).toMatchObject({
        name: "UserError",
        message: expect.stringMatching(/^DATABASE_URL is no URL of a Postgre/),
      });
    },
  );
});
