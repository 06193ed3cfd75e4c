// Proves what `npm run check` prints, and how it ends.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Workshop } from "../../exercises/exercise";
import { copyOfWorkshop } from "../../exercises/fixtures/copy";
import { fixtureExercise } from "../../exercises/fixtures/workshop";
import { root, stateDirectory } from "../../servers/host/paths";
import { typescriptArgs } from "../../servers/start/child-environment";
import { spawnFixture } from "./fixtures/run-cli";

const greeting = "exercises/01-greeting/greeting.ts";
const solved = readFileSync(
  join(fixtureExercise(1).solution, "greeting.ts"),
  "utf8",
);

function start({ root: folder }: Workshop, ...words: string[]) {
  return spawn(
    process.execPath,
    [
      ...typescriptArgs(),
      join(root, "scripts/exercises/fixtures/cli.ts"),
      ...[folder, ...words],
    ],
    { cwd: root, env: { ...process.env }, stdio: ["ignore", "pipe", "pipe"] },
  );
}

async function run(workshop: Workshop, ...words: string[]) {
  const child = start(workshop, ...words);
  const closed = once(child, "close");
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
  ]);
  const [code] = await closed;
  return { code, out, err };
}

function progress(): unknown {
  const file = join(stateDirectory(), "progress.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

beforeEach(() => rmSync(stateDirectory(), { recursive: true, force: true }));

describe("check", () => {
  test("where nothing can be kept, keeps nothing elsewhere either", async () => {
    const workshop = copyOfWorkshop();
    const TMPDIR = join(workshop.root, "temporary");
    mkdirSync(TMPDIR);
    const file = join(workshop.root, greeting);
    const env = { TMPDIR, WORKSHOP_STATE: join(file, "state") };

    const words = ["check", "1", "--solution"];
    const child = spawnFixture(workshop, words, env);
    child.stdout?.resume();
    child.stderr?.resume();
    const [code] = await once(child, "exit");

    expect(code).toBe(0);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test("of a failing exercise says what to look at, and exits with 1", async () => {
    const { code, out } = await run(copyOfWorkshop(), "check", "1");
    expect(code).toBe(1);
    expect(out).toMatch(/^Exercise 1: A greeting\n\n2 of 4 behaviours hold\./);
    expect(out).toMatch(/Look at .*greeting\.test\.ts:12\n/);
    expect(out).toMatch(/\nStuck\? npm run hint 1 \(hint 1 of 3\)\n$/);
  });

  test("of a passing exercise records it, and shows the way on", async () => {
    const workshop = copyOfWorkshop({ [greeting]: solved });
    const { code, out } = await run(workshop, "check", "1");
    expect(code).toBe(0);
    expect(out).toContain("Well done: all 4 behaviours hold.");
    expect(out).toContain("npm run diff 1 -- --trap no-trim");
    expect(out).toContain("Next: npm run step 2 (The answer)");
    expect(progress()).toEqual({
      "01-greeting": { passedAt: expect.any(String) },
    });
  });

  test("--json prints one document and nothing else", async () => {
    const { code, out, err } = await run(
      copyOfWorkshop(),
      ...["check", "1", "--json", "--solution"],
    );
    expect(JSON.parse(out)).toEqual({
      exercise: "01-greeting",
      target: "solution",
      passed: true,
      tests: expect.arrayContaining([
        {
          name: "greet › has the name",
          status: "passed",
          ms: expect.any(Number),
        },
      ]),
    });
    expect([code, err]).toEqual([0, ""]);
  });

  test("--trap says whether the named test caught it", async () => {
    const workshop = copyOfWorkshop();
    const words = ["check", "1", "--trap", "no-trim"];
    const { code, out } = await run(workshop, ...words);
    expect(code).toBe(1);
    expect(out).toContain("It is caught by the test that it names:");
  });

  test("--trap of no such name lists the names, and exits with 2", async () => {
    const workshop = copyOfWorkshop();
    const words = ["check", "1", "--trap", "nosuch"];
    expect(await run(workshop, ...words)).toEqual({
      code: 2,
      out: "",
      err: 'Exercise 1 has no trap "nosuch". Its traps: no-trim, shouting.\n',
    });
  });

  test("without a number checks all, and exits with 1 if one fails", async () => {
    // The second exercise's test finds its tools only where it lies.
    const workshop = copyOfWorkshop({ [greeting]: solved });
    const { code, out } = await run(workshop, "check");
    expect(code).toBe(1);
    expect(out).toMatch(/01-greeting +4 of 4\n/);
    expect(out).toMatch(/02-answer +0 of \d {2}server\.test\.ts cannot/);
    expect(out).toContain("1 of 2 exercises pass.");
  });

  test("goes on where .workshop cannot be written to", async () => {
    const workshop = copyOfWorkshop({ [greeting]: solved });
    mkdirSync(dirname(stateDirectory()), { recursive: true });
    writeFileSync(stateDirectory(), "");
    const { code, out, err } = await run(workshop, "check", "1");
    expect(code).toBe(0);
    expect(out).toContain("Well done");
    expect(err).toMatch(/is not saved/);
  });
});

describe("an endless loop", () => {
  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "ends with the check that %s ends",
    async (signal) => {
      // The loop's process holds a connection for as long as it lives.
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const workshop = copyOfWorkshop({
        [greeting]: `import { Worker } from "node:worker_threads";
          new Worker("require('node:net').connect(${port}, '127.0.0.1')", { eval: true });
          for (;;);`,
      });
      const connection = once(server, "connection");
      const check = start(workshop, "check", "1");
      const [socket]: Socket[] = await connection;
      const gone = once(socket?.on("error", () => {}) ?? server, "close");
      check.kill(signal);
      await gone;
      server.close();
    },
  );
});

describe("hint", () => {
  test("shows the next each time, then where the solution is", async () => {
    const workshop = copyOfWorkshop();
    const outputs: string[] = [];
    for (let count = 0; count < 4; count++) {
      outputs.push((await run(workshop, "hint", "1")).out);
    }
    expect(outputs[0]).toMatch(/^Hint 1 of 3\n\nA template literal/);
    expect(outputs[2]).toMatch(/^Hint 3 of 3\n\n {4}return .*\n\nThe solution/);
    expect(outputs[3]).toMatch(/^You have seen all 3 hints\./);
    expect(progress()).toEqual({ "01-greeting": { hints: 3 } });
  });

  test("--reset begins again, and --all shows every hint", async () => {
    const workshop = copyOfWorkshop();
    await run(workshop, "hint", "1");
    const again = await run(workshop, "hint", "1", "--reset", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ hint: 1, of: 3 });
    const all = await run(workshop, "hint", "1", "--all");
    expect(all.out).toMatch(/Hint 1 of 3[\s\S]*Hint 2 of 3[\s\S]*Hint 3 of 3/);
  });
});

test("reset prints where the starter and the saved version are", async () => {
  const workshop = copyOfWorkshop({ [greeting]: "mine" });
  const { code, out } = await run(workshop, "reset", "1");
  expect(code).toBe(0);
  expect(out).toContain("exercises/01-greeting/greeting.ts");
  expect(out).toMatch(/saved.01-greeting.*greeting\.ts\n/);
});
