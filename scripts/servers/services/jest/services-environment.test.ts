/**
 * Proves that a test file which asks for services has its own.
 * @jest-environment ./scripts/servers/services/jest/with-store.ts
 */
import { describe, expect, test } from "@jest/globals";
import { query } from "../fixtures/postgres";
import { hasRedisServer } from "../needs";
import { withRedis } from "../store/connect";

const { DATABASE_URL = "", REDIS_URL } = process.env;

describe("a test file with services", () => {
  test("has an empty database, in which it may create its tables", async () => {
    const tables = "SELECT FROM pg_tables WHERE schemaname = 'public'";

    expect(await query(DATABASE_URL, tables)).toEqual([]);
    await query(DATABASE_URL, "CREATE TABLE orders (id int)");
    expect(await query(DATABASE_URL, "TABLE orders")).toEqual([]);
  });

  test("has a Redis without keys where there is a Redis", async () => {
    expect(REDIS_URL !== undefined).toBe(hasRedisServer());
    if (REDIS_URL === undefined) return;
    expect(await withRedis(REDIS_URL, (redis) => redis.dbsize())).toBe(0);
  });
});
