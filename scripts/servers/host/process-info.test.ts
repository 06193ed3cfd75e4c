// Proves what is known of a process, and that a number that another process has now is not taken for it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { isAlive, processInfo } from "./process-info";

const beyondAll = 2_147_483_646; // Above what any system gives out.

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("processInfo", () => {
  test("has a process's parent and its words", () => {
    const info = processInfo(process.pid);

    expect(info?.parent).toBe(process.ppid);
    expect(info?.words).toContain("node");
  });

  test("has nothing of a process that has ended, nor of no number", async () => {
    expect(processInfo(await endedProcess())).toBeUndefined();
    expect(processInfo(Number.NaN)).toBeUndefined();
  });
});

describe("isAlive", () => {
  test("is so of a process that runs, and not of one that has ended", async () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(await endedProcess())).toBe(false);
    expect(isAlive(beyondAll)).toBe(false);
  });

  test("is not so of a process that began after its number was written down", () => {
    const longAgo = Date.now() - 365 * 86_400_000;

    expect(isAlive(process.pid, longAgo)).toBe(false);
  });

  test("is so of a process that had begun when its number was written down", () => {
    const begun = Date.now() - process.uptime() * 1000;

    expect(isAlive(process.pid, begun + 1)).toBe(true);
  });
});
