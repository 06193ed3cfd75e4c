// Proves which cores servers and client get, and that a process keeps to its own.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { findOnPath } from "../../servers/host/find-on-path";
import { coresToPin, pin } from "./cores";

const canPin = findOnPath("taskset") !== undefined;
const onLinux = canPin ? test : test.skip;

onLinux.each([
  ["0-1", { servers: 0, client: 1 }],
  ["0-15", { servers: 0, client: 15 }],
  ["3,5,8-9", { servers: 3, client: 9 }],
  ["2", undefined],
  ["", undefined],
])("of the cores %j: %j", (list, cores) => {
  const status = `Name:\tnode\nCpus_allowed_list:\t${list}\nMems_allowed:\t1\n`;

  expect(coresToPin(() => status)).toEqual(cores);
});

const cores = coresToPin();
const onTwoCores = cores ? test : test.skip;

onTwoCores("what is pinned may run on that core alone", async () => {
  const child = fork(join(__dirname, "fixtures/idle-program.js"));
  await once(child, "message");

  await pin([child.pid ?? 0], cores?.servers ?? 0);

  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  expect(status).toMatch(
    new RegExp(`^Cpus_allowed_list:\\s*${cores?.servers}$`, "m"),
  );
  child.kill();
  await once(child, "exit");
});

onTwoCores("a process that has ended is no error", async () => {
  await expect(pin([2 ** 22 + 1], 0)).resolves.toBeUndefined();
});
