// Proves that a process runs the tests of one target after another, while that is safe.
import { afterEach, describe, expect, test } from "@jest/globals";
import { checkExercise } from "./check-exercise";
import { copyOfWorkshop } from "./fixtures/copy";
import { fixtureExercise } from "./fixtures/workshop";
import type { Target } from "./target";
import { ProcessPool } from "./test-process";
import { trapsOf } from "./traps";

let pool: ProcessPool;
afterEach(() => pool.end());

/** Checks the targets one after another, each with the process that did it. */
async function checkEach(
  targets: readonly Target[],
  changes: Readonly<Record<string, string>> = {},
) {
  pool = new ProcessPool();
  const workshop = copyOfWorkshop(changes);
  const exercise = fixtureExercise(1, workshop);
  const pids: (number | undefined)[] = [];
  const failed: string[][] = [];
  for (const target of targets) {
    const { tests } = await checkExercise(exercise, target, {
      workshop,
      silenceMs: 60_000,
      startProcess: async () => {
        const process = await pool.take();
        pids.push(process.child.pid);
        return process;
      },
    });
    const failures = tests.filter(({ status }) => status === "failed");
    failed.push(failures.map(({ name }) => name));
  }
  return { failed, processes: new Set(pids).size };
}

const solution: Target = { kind: "solution" };

describe("a pool of processes", () => {
  test("has one for all targets, each with files of its own", async () => {
    const traps = trapsOf(fixtureExercise(1)).map(
      (trap): Target => ({ kind: "trap", trap }),
    );

    const { failed, processes } = await checkEach([
      solution,
      ...traps,
      solution,
    ]);

    expect(failed).toEqual([
      [],
      ["greet › takes the spaces away"],
      [
        "greet › begins with a hello",
        "greet › has the name",
        "greet › takes the spaces away",
      ],
      [],
    ]);
    expect(processes).toBe(1);
  });

  test("ends a process whose tests left a socket open", async () => {
    const leaves = `
      import { createServer } from "node:net";
      createServer().listen(0);
      export function greet(name: string): string { return name; }`;

    const { processes } = await checkEach(
      [{ kind: "yours" }, solution, solution],
      { "exercises/01-greeting/greeting.ts": leaves },
    );

    expect(processes).toBe(2);
  });

  test("does without a process that died", async () => {
    const dies = "process.kill(process.pid, 'SIGKILL');\nexport {};";

    const { failed, processes } = await checkEach(
      [solution, { kind: "yours" }, solution],
      { "exercises/01-greeting/greeting.ts": dies },
    );

    expect(failed).toEqual([[], [], []]);
    expect(processes).toBe(2);
  });
});
