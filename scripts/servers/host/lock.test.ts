// Proves that one process at a time has a lock, and that the lock of a dead one is taken over once.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { typescriptArgs } from "../start/child-environment";
import { followLock, readLock, tryLock, withLock } from "./lock";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  path = join(folder, "a.lock");
});
const children: ChildProcess[] = [];
afterEach(async () => {
  const ended = children.map((child) => once(child, "exit"));
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await Promise.all(ended);
  rmSync(folder, { recursive: true, force: true });
});

const deadPid = "2147483646"; // Above what any system gives out.

/** Makes the lock one of a process that was killed while it held it. */
function leaveBehind(holder = deadPid): void {
  expect(followLock(path, readLock(path), holder)).toBe(true);
}

describe("a lock", () => {
  test("is held by one, who is named to others, until it is released", () => {
    const lock = tryLock(path);

    expect(tryLock(path)).toBe(process.pid);
    if (typeof lock === "object") lock.release();
    expect(typeof tryLock(path)).toBe("object");
  });

  test("is free again where the action fails, and comes to what the action does", () => {
    const fail = () => {
      throw new Error("no");
    };

    expect(() => withLock(path, fail)).toThrow("no");
    expect(withLock(path, () => 7)).toBe(7);
  });

  test("of a process that was killed is taken over", () => {
    leaveBehind();

    expect(typeof tryLock(path)).toBe("object");
  });

  test("of a dead process whose number another has now is taken over", () => {
    leaveBehind(String(process.pid));
    utimesSync(`${path}.1.json`, 0, 0);

    expect(typeof tryLock(path)).toBe("object");
  });

  test("leaves one file, however often it is taken", () => {
    for (let round = 1; round <= 3; round += 1) withLock(path, () => {});

    expect(readdirSync(folder)).toEqual(["a.lock.3.json"]);
  });

  test("is not had by one who saw what is no longer so", () => {
    leaveBehind();
    const seen = readLock(path);
    leaveBehind();
    leaveBehind();

    expect(followLock(path, seen, String(process.pid))).toBe(false);
    expect(readdirSync(folder)).toEqual(["a.lock.3.json"]);
  });

  test("that cannot be made at all says why", () => {
    withLock(path, () => {});
    const nowhere = join(`${path}.1.json`, "no-folder");

    expect(() => withLock(nowhere, () => {})).toThrow(/EEXIST|ENOTDIR/);
  });
});

interface Contender {
  enterAt(time: number): Promise<unknown>;
}

async function startContender(): Promise<Contender> {
  const file = join(__dirname, "fixtures", "takes-lock.ts");
  const child = spawn(process.execPath, [...typescriptArgs(), file, path], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  return {
    async enterAt(time) {
      child.stdin.write(`${time}\n`);
      const [line] = await once(lines, "line");
      return line;
    },
  };
}

test("of several processes that find a dead one's lock at the same time, one at a time has it", async () => {
  const contenders = await Promise.all([1, 2, 3].map(startContender));

  for (let round = 1; round <= 60; round += 1) {
    leaveBehind();
    const soon = Date.now() + 5;
    const found = await Promise.all(contenders.map((one) => one.enterAt(soon)));
    expect(found).toEqual(["alone", "alone", "alone"]);
  }
});
