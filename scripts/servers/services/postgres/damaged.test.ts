// Proves that nothing found in the folder keeps PostgreSQL from starting, or is lost.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { postgresFolder } from "../../host/paths";
import { captureStderr } from "../fixtures/capture-stderr";
import { data, endAllAfterEach, query, use } from "../fixtures/postgres";
import { useState } from "../fixtures/state";
import { ensurePostgres } from "./postgres";

useState();
endAllAfterEach();

describe("a folder in which something is wrong", () => {
  async function leftInOrder(): Promise<string> {
    const { service, url } = await use();
    await service.stop();
    return url;
  }

  const setAside = () =>
    readdirSync(process.env.WORKSHOP_STATE ?? "").filter((name) =>
      name.startsWith("postgres.damaged-"),
    );

  afterEach(() => {
    for (const name of setAside()) {
      const folder = join(process.env.WORKSHOP_STATE ?? "", name);
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    ["no version", () => rmSync(data("PG_VERSION"))],
    ["another version", () => writeFileSync(data("PG_VERSION"), "17\n")],
    ["no control file", () => rmSync(data("global", "pg_control"))],
    [
      "half a control file",
      () => truncateSync(data("global", "pg_control"), 9),
    ],
    ["no log of writes", () => rmSync(data("pg_wal"), { recursive: true })],
    ["no password", () => rmSync(join(postgresFolder(), "password"))],
  ])("is set aside and said: %s", async (_what, damage) => {
    await leftInOrder();
    damage();
    const lines = captureStderr();

    const { url } = await use();

    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const [kept = ""] = setAside();
    expect(
      existsSync(join(process.env.WORKSHOP_STATE ?? "", kept, "data")),
    ).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(
        /^PostgreSQL could not use its data \(.+\)\. They are kept as postgres\.damaged-.*, and it starts with none\.\n$/,
      ),
      expect.stringMatching(
        /^PostgreSQL is set up in .*: this happens once\.\n$/,
      ),
    ]);
    expect(lines[0]).toContain(kept);
  });

  test("does not matter, where it was never finished", async () => {
    const state = process.env.WORKSHOP_STATE ?? "";
    mkdirSync(join(state, "postgres.new-killed", "data"), { recursive: true });

    await use();

    expect(readdirSync(state)).not.toContain("postgres.new-killed");
  });

  test("is not taken for damaged where the system refuses", async () => {
    await leftInOrder();
    rmSync(data("pg_wal", "archive_status"), { recursive: true, force: true });
    const blocker = join(postgresFolder(), "port");
    rmSync(blocker);
    mkdirSync(blocker);

    await expect(ensurePostgres()).rejects.toThrow(/cannot be started.*port/);

    rmSync(blocker, { recursive: true });
    expect(setAside()).toEqual([]);
  });

  test("leaves the process alone that has the number of one that was killed", async () => {
    await leftInOrder();
    const stranger = spawn(process.execPath, [
      "-e",
      "setInterval(() => {}, 9e6)",
    ]);
    const ended = once(stranger, "exit");
    writeFileSync(
      data("postmaster.pid"),
      `${stranger.pid}\n${data()}\n1700000000\n20000\n\n127.0.0.1\n  1 2\nready\n`,
    );

    const { url } = await use();

    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
    await ended;
  });

  test("yields a port that somebody else has by now", async () => {
    const url = new URL(await leftInOrder());
    const stranger = createServer().listen(Number(url.port), "127.0.0.1");
    await once(stranger, "listening");
    let visits = 0;
    stranger.on("connection", () => {
      visits += 1;
    });

    const next = await use();

    expect(new URL(next.url).port).not.toBe(url.port);
    expect(visits).toBe(0);
    stranger.close();
  });
});
