// Proves that SIGKILL, at any moment and of anything, leaves nothing behind for long.
import { existsSync, mkdirSync, readdirSync, rmSync, watch } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { postgresFolder } from "../../host/paths";
import type { Command } from "../fixtures/command";
import {
  data,
  endAllAfterEach,
  endOfPostgres,
  postmaster,
  query,
  reaperPid,
  startOne,
  use,
} from "../fixtures/postgres";
import { allGone, useState } from "../fixtures/state";

useState();
endAllAfterEach();

describe("after SIGKILL", () => {
  test("of the last command, PostgreSQL ends in order", async () => {
    const command = startOne();
    const { postgres } = await command.urls;
    const { ended } = await endOfPostgres(postgres);

    await command.kill();

    await ended;
    await allGone();
    expect(existsSync(data("postmaster.pid"))).toBe(false);
  });

  test("of one command, the other keeps it", async () => {
    const command = startOne();
    await command.urls;
    const { url } = await use();

    await command.kill();

    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("of command and reaper, the next one ends what was left", async () => {
    const command = startOne();
    const { postgres } = await command.urls;
    const left = postmaster();
    const { ended } = await endOfPostgres(postgres);
    process.kill(reaperPid(), "SIGKILL");
    await command.kill();

    const { url } = await use();

    await ended;
    expect(postmaster()).not.toBe(left);
    expect(url).toBe(postgres);
  });

  test("of everything while the folder is made, it is made anew", async () => {
    rmSync(postgresFolder(), { recursive: true, force: true });
    const command = startOne();
    await unfinishedFolder();

    process.kill(reaperPid(), "SIGKILL");
    await command.kill();

    const { url } = await use();
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(unfinished()).toEqual([]);
  });

  test("of the reaper, a command that runs has it again by itself", async () => {
    const { urls } = startOne();
    const { postgres } = await urls;
    const { ended } = await endOfPostgres(postgres);

    process.kill(reaperPid(), "SIGKILL");

    await ended;
    const { url } = await use();
    expect(url).toBe(postgres);
  });

  test("of PostgreSQL, it is there again on the same port", async () => {
    const { url } = await use();
    const { ended } = await endOfPostgres(url);

    process.kill(postmaster(), "SIGKILL");

    await ended;
    expect((await use()).url).toBe(url);
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("at any moment of any of them, the next one finds its data", async () => {
    const { service, url } = await use();
    await query(url, "CREATE TABLE counted (number int)");
    await service.stop();

    for (let number = 1; number <= 5; number += 1) {
      const command = startOne();
      await killedAtSomeMoment(command);
      const next = await use();
      await query(next.url, `INSERT INTO counted VALUES (${number})`);
      await next.service.stop();
      await allGone();
    }

    const { url: last } = await use();
    expect(await query(last, "SELECT count(*)::int FROM counted")).toEqual([
      { count: 5 },
    ]);
  });
});

/** Alone or with its reaper, between its first instruction and full use. */
async function killedAtSomeMoment(command: Command): Promise<void> {
  const before = reaperPid();
  await Promise.race([
    new Promise((resolve) => setTimeout(resolve, Math.random() * 1500)),
    command.urls,
  ]);
  await command.kill();
  const now = reaperPid();
  if (now === before || Math.random() < 0.5) return;
  try {
    process.kill(now, "SIGKILL");
  } catch {} // It has ended with the command.
}

function unfinished(): string[] {
  const state = process.env.WORKSHOP_STATE ?? "";
  mkdirSync(state, { recursive: true });
  return readdirSync(state).filter((name) => name.startsWith("postgres.new-"));
}

/** Resolves once somebody makes the folder. */
async function unfinishedFolder(): Promise<void> {
  const watcher = watch(process.env.WORKSHOP_STATE ?? "");
  while (unfinished().length === 0) {
    await new Promise((resolve) => watcher.once("change", resolve));
  }
  watcher.close();
}
