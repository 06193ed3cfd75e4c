// Proves that a change selects every test that it can break, and leaves out what it cannot.
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { affectedBy } from "./affected";

const root = writeTree({
  "steps/01-a/server.ts": 'import "./users";',
  "steps/01-a/users.ts": "",
  "steps/01-a/users.test.ts": 'import "./users";',
  "steps/02-b/server.ts": `import "../01-a/users";
    const folder = join(__dirname, "migrations");`,
  "steps/02-b/migrations/1.sql": "",
  "steps/02-b/migrations/later/2.sql": "",
  "steps/02-b/README.md": "",
  "exercises/01-a/orders.ts": "",
  "exercises/01-a/orders.test.ts": 'import "./orders";',
  "exercises/02-b/orders.ts": 'import "../../steps/01-a/users";',
  "solutions/01-a/orders.ts": "",
  "solutions/02-b/orders.ts": "",
  "scripts/cli/cli.ts": 'import "../eject/eject";',
  "scripts/cli/cli.test.ts": 'start("scripts/cli/start.js");',
  "scripts/eject/eject.ts": "",
  "scripts/eject/templates/package.json": "{}",
  "scripts/eject/eject.test.ts": 'import "./eject";',
  "scripts/servers/start/start-server.ts": "",
  "scripts/bench/run.test.ts": 'import "../servers/start/start-server";',
  "scripts/checks/lessons.test.ts": "",
  "scripts/checks/exercises-1-to-2.test.ts": "",
  "scripts/probes/steps.test.ts": 'import "../servers/start/start-server";',
});
const testFiles = [
  "steps/01-a/users.test.ts",
  "scripts/cli/cli.test.ts",
  "scripts/eject/eject.test.ts",
  "scripts/bench/run.test.ts",
  "scripts/checks/lessons.test.ts",
  "scripts/checks/exercises-1-to-2.test.ts",
  "scripts/probes/steps.test.ts",
];
const affected = (...changed: string[]) => affectedBy(changed, testFiles, root);
const wholeSteps = [
  "scripts/bench/run.test.ts",
  "scripts/checks/lessons.test.ts",
  "scripts/probes/steps.test.ts",
];

describe("what a change can break", () => {
  test("is nothing where nothing was changed", () => {
    expect(affected()).toEqual({ tests: [], steps: [], exercises: [] });
  });

  test("of a step's module: its tests, all steps and exercises that reach it, and what starts them", () => {
    const { tests, steps, exercises } = affected("steps/01-a/users.ts");

    expect(tests.toSorted()).toEqual(
      [
        "steps/01-a/users.test.ts",
        "scripts/checks/exercises-1-to-2.test.ts",
        ...wholeSteps,
      ].toSorted(),
    );
    expect([steps, exercises]).toEqual([[1, 2], [2]]);
  });

  test.each(["steps/02-b/README.md", "steps/02-b/migrations/1.sql"])(
    "of %s: that step alone",
    (file) => {
      const { tests, steps, exercises } = affected(file);

      expect(tests.toSorted()).toEqual(wholeSteps.toSorted());
      expect([steps, exercises]).toEqual([[2], []]);
    },
  );

  test("of a module of the tooling: what imports it, commands that are started included", () => {
    const found = affected("scripts/eject/eject.ts");

    expect(found).toEqual({
      tests: ["scripts/cli/cli.test.ts", "scripts/eject/eject.test.ts"],
      steps: [],
      exercises: [],
    });
  });

  test("of what is no code: what imports the code around it", () => {
    expect(affected("scripts/eject/templates/package.json").tests).toEqual([
      "scripts/cli/cli.test.ts",
      "scripts/eject/eject.test.ts",
    ]);
  });

  test("of an exercise's file: that exercise", () => {
    const { tests, exercises } = affected("solutions/01-a/orders.ts");

    expect(tests).toEqual(["scripts/checks/exercises-1-to-2.test.ts"]);
    expect(exercises).toEqual([1]);
  });

  test("of the probes themselves: every step", () => {
    expect(affected("scripts/probes/steps.test.ts").steps).toEqual([1, 2]);
  });

  test("of a setting: everything", () => {
    expect(affected("package.json")).toMatchObject({
      everything: "package.json decides on every test",
      tests: testFiles,
    });
  });
});
