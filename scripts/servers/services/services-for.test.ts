// Proves that a step gets what it needs, is told, and lets go of it.
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Service, Step } from "../../../steps/steps";
import { findServices } from "./find-services";
import { describeWithRedis } from "./fixtures/if-available";
import { query } from "./fixtures/postgres";
import { allGone, processes, useState } from "./fixtures/state";
import { type StepServices, servicesFor } from "./services-for";

useState();

const used: StepServices[] = [];
afterEach(async () => {
  delete process.env.DATABASE_URL;
  delete process.env.REDIS_URL;
  delete process.env.WORKSHOP_STORE;
  await Promise.all(used.splice(0).map((services) => services.stop()));
  await allGone();
});

function step(number: number, ...services: Service[]): Step {
  return {
    ...{ number, slug: "any", title: "Any", idea: "Any.", services },
    ...{ minutes: { lesson: 1, exercise: 1 }, exercise: "Any" },
  };
}

async function use(of: Step): Promise<StepServices> {
  const services = await servicesFor(of);
  used.push(services);
  return services;
}

describe("a step that needs nothing", () => {
  test("starts nothing", async () => {
    const { env, descriptions } = await use(step(3));

    expect({ env, descriptions }).toEqual({ env: {}, descriptions: [] });
    expect(processes()).toEqual([]);
  });
});

describe("a step that needs PostgreSQL", () => {
  test("has a database of its own, and none when it has ended", async () => {
    const { env, descriptions, stop } = await use(step(7, "postgres"));

    expect(Object.keys(env)).toEqual(["DATABASE_URL"]);
    const { DATABASE_URL = "" } = env;
    expect(
      await query(DATABASE_URL, "SELECT current_database() AS name"),
    ).toEqual([{ name: "step_07" }]);
    expect(descriptions).toEqual([
      expect.stringMatching(/^PostgreSQL 18\.\d+, embedded, on port \d+ /),
    ]);

    await stop();
    expect(processes()).toEqual([]);
  });

  test("may create its tables there", async () => {
    const { env } = await use(step(8, "postgres"));
    const { DATABASE_URL = "" } = env;

    await query(DATABASE_URL, "CREATE TABLE users (id int)");

    expect(await query(DATABASE_URL, "TABLE users")).toEqual([]);
  });
});

describe("a step that needs both", () => {
  test("shares its database where it has no Redis", async () => {
    process.env.WORKSHOP_STORE = "postgres";

    const { env, descriptions } = await use(step(9, "postgres", "store"));

    expect(Object.keys(env)).toEqual(["DATABASE_URL"]);
    expect(env.DATABASE_URL).toMatch(/\/step_09$/);
    expect(descriptions[1]).toBe("The shared store is on PostgreSQL, as asked");
  });

  test("holds neither where one cannot be had", async () => {
    process.env.REDIS_URL = "redis://127.0.0.1:1";

    await expect(use(step(9, "postgres", "store"))).rejects.toThrow(
      /^Redis cannot be used/,
    );

    expect(processes()).toEqual([]);
  });
});

describeWithRedis("a step that needs both, with a redis-server", () => {
  test("is given both", async () => {
    const { env, descriptions } = await use(step(9, "postgres", "store"));

    expect(Object.keys(env).sort()).toEqual(["DATABASE_URL", "REDIS_URL"]);
    expect(descriptions).toEqual([
      expect.stringMatching(/^PostgreSQL /),
      expect.stringMatching(/^Redis /),
    ]);
  });
});

describe("the report on services", () => {
  const found = async () =>
    Object.fromEntries(
      (await findServices()).map(({ what, found }) => [what, found]),
    );

  test("starts none", async () => {
    expect((await found()).PostgreSQL).toMatch(
      /^embedded, starts when a step needs it \(.*postgres\)$/,
    );
    expect(processes()).toEqual([]);
  });

  test("says what runs, and does not hold it", async () => {
    const { stop } = await use(step(7, "postgres"));

    expect((await found()).PostgreSQL).toMatch(
      /^18\.\d+, embedded, on port \d+ \(process \d+, .*postgres\)$/,
    );

    await stop();
    expect(processes()).toEqual([]);
  });

  test("keeps the passwords of what is named to itself", async () => {
    process.env.DATABASE_URL = "postgres://me:secret@db.example.com/shop";
    process.env.REDIS_URL = "redis://:secret@cache.example.com";

    expect(await found()).toEqual({
      PostgreSQL: "at db.example.com:5432/shop (DATABASE_URL)",
      "shared store": "Redis at cache.example.com:6379 (REDIS_URL)",
    });
  });
});
