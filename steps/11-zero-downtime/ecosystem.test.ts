/**
 * Proves, by a PM2 of its own, that pm2 reload exchanges every process and loses no request.
 *
 * @jest-environment ./scripts/servers/services/jest/with-postgres.ts
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freePort } from "../../scripts/servers/host/free-port";

const home = mkdtempSync(join(tmpdir(), "pm2-"));
const run = promisify(execFile);
let port = 0;

beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  await pm2("kill");
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** With a home of its own, so that no other PM2 of this machine is touched. */
async function pm2(...words: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PM2_HOME: home,
    HOST: "127.0.0.1",
    PORT: String(port),
    WORKERS: "2",
    // A busy machine is no failure.
    LISTEN_TIMEOUT_MS: "200000",
    API_KEY: "a-key-for-tests",
    JWT_SECRET: "a-secret-for-tests-of-32-bytes-or-more",
    SEED_USERS: "10",
  };
  const program = require.resolve("pm2/bin/pm2");
  const { stdout } = await run(process.execPath, [program, ...words], { env });
  return stdout;
}

async function pids(): Promise<number[]> {
  const list: { pid: number }[] = JSON.parse(await pm2("jlist"));
  return list.map(({ pid }) => pid);
}

/** Asks again and again on a connection that is kept, until told to stop. */
function keepAsking() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcomes = new Map<string, number>();
  let isOver = false;
  async function ask(): Promise<string> {
    return new Promise((resolve) => {
      get({ port, host: "127.0.0.1", path: "/healthz", agent }, (response) => {
        text(response).then(() => resolve(String(response.statusCode)), String);
      }).on("error", (error) => resolve(String(error)));
    });
  }
  const asking = (async () => {
    while (!isOver) {
      const outcome = await ask();
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    agent.destroy();
  })();
  return async () => {
    isOver = true;
    await asking;
    return [...outcomes.keys()];
  };
}

test("pm2 reload exchanges every process, and loses no request", async () => {
  await pm2("start", join(__dirname, "ecosystem.config.js"));
  const before = await pids();

  const stop = keepAsking();
  await pm2("reload", "express-at-scale");
  const outcomes = await stop();
  const after = await pids();

  expect(outcomes).toEqual(["200"]);
  expect(after).toHaveLength(2);
  // Nobody else has prepared the database.
  const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect(status).toBe(200);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
});
