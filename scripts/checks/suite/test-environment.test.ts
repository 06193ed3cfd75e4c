// Proves that Jest's workers end with Jest, whatever ends that.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { root } from "../../servers/host/paths";
import { isAlive } from "../../servers/host/process-info";

test("workers end with a run that is killed in the middle of a test", async () => {
  const folder = mkdtempSync(join(tmpdir(), "workers-"));
  const config = {
    rootDir: join(__dirname, "fixtures", "hanging"),
    testEnvironment: join(root, "scripts/checks/suite/test-environment.js"),
    cacheDirectory: join(folder, "cache"),
    transform: {},
  };
  const { JEST_WORKER_ID, ...env } = process.env;
  const jest = spawn(
    process.execPath,
    [
      join(root, "node_modules/jest/bin/jest.js"),
      ...["--maxWorkers=2", "--config", JSON.stringify(config)],
    ],
    { env: { ...env, WORKERS_FOLDER: folder }, stdio: "ignore" },
  );
  const workers = () => readdirSync(folder).map(Number).filter(Boolean);
  while (workers().length < 2) await delay(20);

  jest.kill("SIGKILL");
  await once(jest, "exit");

  expect(workers()).not.toContain(jest.pid);
  while (workers().some((pid) => isAlive(pid))) await delay(20);
  rmSync(folder, { recursive: true, force: true });
});
