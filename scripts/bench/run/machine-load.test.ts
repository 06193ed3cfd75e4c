// Proves what is read of the system's processor times.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { watchServices, watchSteal } from "./machine-load";

const stat = (idle: number, steal: number): string =>
  `cpu  100 0 50 ${idle} 0 0 0 ${steal} 7 0\ncpu0 1 2 3\nintr 9\n`;

/** Gives one text after the other. */
function reading(...texts: string[]): () => string {
  return () => texts.shift() ?? "";
}

test("is the share of the time between two readings", () => {
  const steal = watchSteal(reading(stat(1000, 10), stat(1075, 35)));
  expect(steal()).toBe(0.25);
});

test("is unknown where the system does not say", () => {
  expect(watchSteal(() => "")()).toBeNull();
});

// Other systems do not say what a process has used.
const onLinux = process.platform === "linux" ? describe : describe.skip;

const burn = "while (process.cpuUsage().user < 300_000);";
const withChild = `require("node:child_process")
  .spawnSync(process.execPath, ["-e", ${JSON.stringify(burn)}]);
  console.log("done"); setInterval(() => {}, 1000)`;

onLinux("the processor time of a service", () => {
  test("counts its children, those that have ended too", async () => {
    const code = `process.stdin.once("data", () => { ${withChild} })`;
    const child = spawn(process.execPath, ["-e", code], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const since = watchServices([child.pid ?? 0]);

    child.stdin.write("go\n");
    await once(child.stdout, "data");

    expect(since()).toBeGreaterThan(250);
    child.kill("SIGKILL");
  });

  test("is nothing of what is not there", () => {
    expect(watchServices([])()).toBe(0);
  });
});
