// Proves that commands share one PostgreSQL, which is as it should be.
import { chmodSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { postgresFolder } from "../../host/paths";
import {
  data,
  endAllAfterEach,
  endOfPostgres,
  query,
  startOne,
  use,
} from "../fixtures/postgres";
import { useState } from "../fixtures/state";

useState();
endAllAfterEach();

describe("commands of one folder", () => {
  test("share one PostgreSQL, which the first of them sets up", async () => {
    const urls = await Promise.all(
      [startOne(), startOne(), startOne()].map(({ urls }) => urls),
    );

    expect(new Set(urls.map(({ postgres }) => postgres)).size).toBe(1);
    const [{ postgres = "" } = {}] = urls;
    expect(await query(postgres, "SELECT current_user AS name")).toEqual([
      { name: "workshop" },
    ]);
  });

  test("keep it until the last of them lets go", async () => {
    const first = await use();
    const second = await use();

    await first.service.stop();
    expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);

    await second.service.stop();
    expect(existsSync(data("postmaster.pid"))).toBe(false);
    await expect(query(second.url, "SELECT 1")).rejects.toThrow();
  });

  test("find what the last one left in its database", async () => {
    const first = await use();
    await query(first.url, "CREATE TABLE kept AS SELECT 7 AS number");
    await first.service.stop();

    const { url } = await use();

    expect(await query(url, "TABLE kept")).toEqual([{ number: 7 }]);
  });
});

describe("PostgreSQL", () => {
  test("listens on the loopback interface alone, below the ports of clients", async () => {
    const { url } = await use();

    expect(
      await query(url, "SELECT current_setting('listen_addresses') AS at"),
    ).toEqual([{ at: "127.0.0.1" }]);
    expect(Number(new URL(url).port)).toBeLessThan(32_768);
  });

  test("lets nobody in without its password, which only its owner reads", async () => {
    const { url } = await use();
    const stranger = new URL(url);
    stranger.password = "guessed";

    await expect(query(stranger.href, "SELECT 1")).rejects.toThrow(
      /password authentication failed/,
    );
    const { mode } = statSync(join(postgresFolder(), "password"));
    expect(mode & 0o777).toBe(0o600);
  });

  test("orders text and tells the time the same way everywhere", async () => {
    const { url } = await use();

    expect(
      await query(
        url,
        "SELECT 'Z' < 'a' AS by_code, lower('ÄÖ') AS lower, current_setting('timezone') AS zone",
      ),
    ).toEqual([{ by_code: true, lower: "äö", zone: "UTC" }]);
  });

  test("runs where only root may enter, and where all may", async () => {
    const state = process.env.WORKSHOP_STATE ?? "";
    for (const mode of [0o700, 0o755]) {
      chmodSync(state, mode);
      const { service, url } = await use();
      expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      await service.stop();
    }
  });

  test("says what it is", async () => {
    const { service, url } = await use();

    expect(service.describe()).toMatch(
      /^PostgreSQL 18\.\d+, embedded, on port \d+ \(.*postgres\)$/,
    );
    expect(service.describe()).toContain(` ${new URL(url).port} `);
  });
});

describe("databases", () => {
  test("are made once, however many ask at the same time", async () => {
    const { service } = await use();

    const urls = await Promise.all(
      [1, 2, 3, 4].map(() => service.createDatabase("step_07")),
    );

    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(
      new Set(["/step_07"]),
    );
  });

  test("for tests are each their own, and gone when dropped", async () => {
    const { service } = await use();
    const [one, other] = await Promise.all([
      service.temporaryDatabase(),
      service.temporaryDatabase(),
    ]);
    await query(one.url, "CREATE TABLE mine (id int)");

    await expect(query(other.url, "TABLE mine")).rejects.toThrow(/not exist/);
    await Promise.all([one.drop(), other.drop()]);
    await expect(query(one.url, "SELECT 1")).rejects.toThrow(/not exist/);
  });

  test("for tests are dropped under those who are still connected", async () => {
    const { service } = await use();
    const { url, drop } = await service.temporaryDatabase();
    const { ended } = await endOfPostgres(url);

    await drop();

    await ended;
  });
});
