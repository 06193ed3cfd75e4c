// Runs a step that needs PostgreSQL: what it is given, says, and leaves behind.
import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { allGone, useState } from "../../servers/services/fixtures/state";
import { ensurePostgres } from "../../servers/services/postgres/postgres";
import { LineReader } from "../../servers/start/fixtures/line-reader";
import { runCli, spawnCli } from "./fixtures/run-cli";

useState();

const headers = { "x-api-key": "workshop-key" };
const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await allGone();
});

function step(words: readonly string[], given: NodeJS.ProcessEnv = {}) {
  const child = spawnCli(
    ["step", "7", "--port", "0", "--json", ...words],
    given,
  );
  running.push(child);
  return child;
}

async function ready(words: readonly string[], given: NodeJS.ProcessEnv = {}) {
  const child = step(words, given);
  child.stderr?.resume();
  const told = JSON.parse(await new LineReader(child).next());
  return { child, ...told };
}

/** What the children of a process were started with. */
function wordsBelow(pid: number): string {
  return execFileSync("ps", ["-A", "-ww", "-o", "ppid=,args="], {
    encoding: "utf8",
  })
    .split("\n")
    .filter((line) => line.trim().startsWith(`${pid} `))
    .join();
}

async function end(child: ChildProcess) {
  child.kill("SIGTERM");
  return once(child, "exit");
}

async function countUsers(url: string): Promise<number> {
  const answer = await fetch(new URL("/reports/signups", url), { headers });
  const days: { count: number }[] = JSON.parse(await answer.text());
  return days.reduce((sum, { count }) => sum + count, 0);
}

async function signUp(url: string): Promise<number> {
  const { status } = await fetch(new URL("/users", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      name: "Ada",
      email: "ada@example.org",
      password: "open sesame, says Ada",
    }),
  });
  return status;
}

describe.each([[[]], [["--no-watch"]]])("step 7 %j", (words) => {
  test("says what it got, and leaves nothing running", async () => {
    const { child, url, services } = await ready(words);

    expect(services).toEqual([
      expect.stringMatching(/^PostgreSQL 18\.\d+, embedded, on port \d+ \(/),
    ]);
    expect(await countUsers(url)).toBe(1000);
    expect(await end(child)).toEqual([143, null]);
    await allGone();
  });

  test("uses the database that --env names, and starts none", async () => {
    const nowhere = "DATABASE_URL=postgres://me@127.0.0.1:1/nowhere";

    const { url, services } = await ready([...words, "--env", nowhere]);
    const answer = await fetch(new URL("/users", url), { headers });

    expect(services).toEqual([]);
    expect(answer.status).toBe(503);
  });

  test("takes an empty URL for none, whatever the shell has set", async () => {
    const nowhere = { DATABASE_URL: "postgres://me@127.0.0.1:1/nowhere" };

    const { child, url, services } = await ready(
      [...words, "--env", "DATABASE_URL="],
      nowhere,
    );

    expect(services).toEqual([
      expect.stringMatching(/^PostgreSQL 18\.\d+, embedded, on port \d+ \(/),
    ]);
    expect(await countUsers(url)).toBeGreaterThanOrEqual(1000);
    await end(child);
  });
});

describe("step 7", () => {
  test("with --fresh begins with the seed users, and keeps the others", async () => {
    const first = await ready(["--no-watch"]);
    const before = await countUsers(first.url);
    expect(await signUp(first.url)).toBe(201);
    await end(first.child);
    const second = await ready(["--no-watch"]);
    expect(await countUsers(second.url)).toBe(before + 1);
    await end(second.child);

    const child = step(["--no-watch", "--fresh"]);
    const [said] = await once(child.stderr ?? child, "data");
    const { url } = JSON.parse(await new LineReader(child).next());

    expect(String(said)).toMatch(
      /^What earlier runs stored is now in the database step_07_\d{4}[\d_]+\n$/,
    );
    expect(await countUsers(url)).toBe(1000);
  });

  test("with --fresh says so while another one uses the database", async () => {
    const postgres = await ensurePostgres();
    const user = new Client(await postgres.createDatabase("step_07"));
    await user.connect();

    const fresh = step(["--no-watch", "--fresh"]);
    const exited = once(fresh, "exit");
    const [said] = await once(fresh.stderr ?? fresh, "data");

    expect(String(said)).toMatch(/^The database step_07 is in use: [^\n]+\n$/);
    expect(await exited).toEqual([1, null]);
    await user.end();
    await postgres.stop();
  });

  test("with --fresh does not touch a database that was named", async () => {
    const postgres = await ensurePostgres();
    const { url, drop } = await postgres.temporaryDatabase();

    const fresh = ["step", "7", "--no-watch", "--fresh", "--port", "0"];
    const { code, stderr } = await runCli(fresh, { DATABASE_URL: url });
    await drop();
    await postgres.stop();

    expect(code).toBe(2);
    expect(stderr).toMatch(/^--fresh does not touch [^\n]+\n$/);
  });

  test("runs whatever the shell has set for other programs", async () => {
    const { child, url } = await ready(["--no-watch"], {
      PGSSLMODE: "require",
      PGOPTIONS: "-c search_path=nowhere",
      TS_NODE_PROJECT: "/nonexistent/tsconfig.json",
      NODE_USE_ENV_PROXY: "1",
      HTTP_PROXY: "http://127.0.0.1:9",
    });

    expect(await countUsers(url)).toBe(1000);
    await end(child);
  });

  test("ended while its server starts, says nothing of that", async () => {
    const words = ["step", "7", "--port", "0", "--no-watch"];
    const child = spawnCli(words, {}, { detached: true });
    running.push(child);
    const printed = text(child.stderr ?? Readable.from([]));
    child.stdout?.resume();
    const ended = once(child, "close");
    const { pid = 0 } = child;
    while (!wordsBelow(pid).includes("server.ts")) await delay(10);

    process.kill(-pid, "SIGINT"); // As Ctrl-C does.

    expect(await ended).toEqual([130, null]);
    expect(await printed).not.toContain("before it listened");
  });

  test("uses the database of DATABASE_URL, and leaves it running", async () => {
    const postgres = await ensurePostgres();
    const { url: DATABASE_URL, drop } = await postgres.temporaryDatabase();

    const { child, url, services } = await ready(["--no-watch"], {
      DATABASE_URL,
    });
    expect(services).toEqual([expect.stringMatching(/\(DATABASE_URL\)$/)]);
    expect(services.join()).not.toContain(new URL(DATABASE_URL).password);
    expect(await countUsers(url)).toBe(1000);
    await end(child);

    await drop();
    await postgres.stop();
  });

  test("says in one line that the database of DATABASE_URL is away", async () => {
    const words = ["step", "7", "--no-watch", "--port", "0"];
    const { code, stdout, stderr } = await runCli(words, {
      DATABASE_URL: "postgres://me:secret@127.0.0.1:1/nowhere",
    });

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^PostgreSQL cannot be used, at 127.0.0.1:1[^\n]+\n$/,
    );
    expect(stderr).not.toContain("secret");
  });

  test("has its PostgreSQL elsewhere where its port was taken", async () => {
    const first = await ready(["--no-watch"]);
    const port = Number(/on port (\d+)/.exec(first.services[0])?.[1]);
    await end(first.child);
    await allGone();
    const stranger = createServer().listen(port, "127.0.0.1");
    await once(stranger, "listening");

    const { child, services } = await ready(["--no-watch"]);

    expect(services[0]).not.toContain(String(port));
    expect(stranger.listening).toBe(true);
    await end(child);
    stranger.close();
  });

  test("leaves nothing behind, whenever it is killed", async () => {
    for (let round = 0; round < 5; round++) {
      const four = [[], ["--no-watch"], [], ["--no-watch"]].map((words) => {
        const child = step(words);
        child.stdout?.resume();
        child.stderr?.resume();
        return child;
      });
      await Promise.all(
        four.map(async (child) => {
          // Any moment will do: what is asserted holds at all of them.
          await delay(Math.random() * 3000);
          child.kill("SIGKILL");
        }),
      );
    }

    const { child, url } = await ready(["--no-watch"]);
    expect(await countUsers(url)).toBeGreaterThanOrEqual(1000);
    await end(child);
    await allGone();
  });
});

// Where the tests do not run as root, all of the above is the proof.
if (process.getuid?.() === 0) {
  describe("step 7 of an ordinary user", ofAnOrdinaryUser);
}

function ofAnOrdinaryUser(): void {
  const nobody = 65_534;

  test("starts and ends as any other", async () => {
    const state = join(process.env.WORKSHOP_STATE ?? "", "of nobody");
    mkdirSync(state);
    chownSync(state, nobody, nobody);
    chownSync(join(state, ".."), nobody, nobody);

    const child = spawnCli(
      ["step", "7", "--port", "0", "--json", "--no-watch"],
      { WORKSHOP_STATE: state },
      { uid: nobody, gid: nobody },
    );
    running.push(child);
    child.stderr?.resume();
    const { url } = JSON.parse(await new LineReader(child).next());

    expect(await countUsers(url)).toBe(1000);
    expect(await end(child)).toEqual([143, null]);
  });
}
