// Proves that the processor time of a process and its children is counted.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { watchServices } from "./services-cpu";

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
