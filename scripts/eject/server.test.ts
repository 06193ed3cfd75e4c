// Proves what a whole server consists of, and which tests come with it.

import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { twoSteps } from "./fixtures/two-steps";
import { materialise } from "./server";

describe("materialise", () => {
  const server = (step: string, files: Record<string, string> = twoSteps) =>
    materialise(join(writeTree(files), "steps", step), { tests: true });

  test("gathers what the entries reach, from every step", () => {
    const { files, entries } = server("02-two");

    expect(entries).toEqual(["src/server.ts"]);
    expect(
      files
        .filter(({ test }) => !test)
        .map(({ path, origin }) => [path, origin]),
    ).toEqual([
      ["src/app.ts", "steps/02-two/app.ts"],
      ["src/errors/problem.ts", "steps/02-two/errors/problem.ts"],
      ["src/server.ts", "steps/02-two/server.ts"],
      ["src/users/read-users.ts", "steps/01-one/users/read-users.ts"],
      ["src/worker.ts", "steps/02-two/worker.ts"],
    ]);
  });

  test("points the imports at the new places", () => {
    const { files } = server("02-two");

    const text = files.find(({ path }) => path === "src/app.ts")?.text;

    expect(text).toContain('from "./users/read-users"');
    expect(text).toContain('from "./errors/problem"');
  });

  test("brings along the files of a folder that is named at run time", () => {
    const { files } = server("02-two", {
      ...twoSteps,
      "steps/02-two/db/migrate.ts":
        'run(join(__dirname, "migrations")); // The folder beside it.',
      "steps/02-two/db/migrations/001_users.sql": "CREATE TABLE users ();",
      "steps/02-two/server.ts": 'import "./db/migrate";',
    });

    const inDb = files.filter(({ path }) => path.startsWith("src/db/"));
    expect(inDb.map(({ path, text }) => [path, text])).toEqual([
      [
        "src/db/migrate.ts",
        'run(join(__dirname, "migrations")); // The folder beside it.',
      ],
      ["src/db/migrations/001_users.sql", "CREATE TABLE users ();"],
    ]);
  });

  test("brings the tests of those modules, with what they need", () => {
    const { files } = server("02-two");

    expect(files.filter(({ test }) => test).map(({ path }) => path)).toEqual([
      "src/users/read-users.test.ts",
      "src/users/sample.ts",
    ]);
  });

  test("leaves out a test of a module that this step replaced", () => {
    const { files, leftOut } = server("02-two", {
      ...twoSteps,
      "steps/01-one/users/read-users.test.ts":
        'import { createApp } from "../app";',
    });

    expect(files.some(({ test }) => test)).toBe(false);
    expect(leftOut).toEqual(["steps/01-one/users/read-users.test.ts"]);
  });

  test("leaves behind a test of files that are no modules of the server", () => {
    const { files } = server("02-two", {
      ...twoSteps,
      "steps/02-two/deploy/deploy.test.ts": 'import "../worker";',
      "steps/02-two/worker.test.ts": 'import "./worker";',
    });

    const tests = files.filter(({ test }) => test).map(({ path }) => path);
    expect(tests).toContain("src/worker.test.ts");
    expect(tests).not.toContain("src/deploy/deploy.test.ts");
  });

  test("leaves out a test that needs the workshop's own tooling", () => {
    const { leftOut } = server("01-one", {
      ...twoSteps,
      "steps/01-one/app.test.ts": 'import "../../scripts/start";',
      "scripts/start.ts": "",
    });

    expect(leftOut).toEqual(["steps/01-one/app.test.ts"]);
  });

  test("names the packages of each file", () => {
    const { files } = server("02-two");

    expect(Object.fromEntries(files.map((f) => [f.path, f.packages]))).toEqual({
      "src/app.ts": ["express"],
      "src/errors/problem.ts": ["zod"],
      "src/server.ts": [],
      "src/users/read-users.test.ts": ["@jest/globals"],
      "src/users/read-users.ts": [],
      "src/users/sample.ts": [],
      "src/worker.ts": [],
    });
  });

  test("refuses two reachable modules on one path, naming both", () => {
    const colliding = {
      ...twoSteps,
      "steps/02-two/users/read-users.ts": "",
      "steps/02-two/worker.ts":
        'import "./users/read-users"; export const worker = 1;',
    };

    expect(() => server("02-two", colliding)).toThrow(
      "src/users/read-users.ts would be both " +
        "steps/01-one/users/read-users.ts and steps/02-two/users/read-users.ts",
    );
  });
});
