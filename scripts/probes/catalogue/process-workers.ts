// Probes of the processes of a server: one that serves ends or stands still, or the one that supervises them ends.

import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../../servers/host/process-info";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";
import { impatient, workerIsReplaced } from "../workers";

const GONE_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** One of its processes is sent a signal. */
const signalled = {
  category: "process",
  needs: ["process"],
  env: impatient,
  destructive: "if it falls",
} as const;

export const processWorkers: readonly Probe[] = [
  {
    ...signalled,
    name: "worker-aborted",
    does: "Ends a process that serves as V8 does when memory is gone: by SIGABRT.",
    surviving: "Another takes its place, without anybody's help.",
    outcomes: {
      1: fallsBy(
        "crashed",
        "its only process is gone, and nobody answers any more",
      ),
      8: survives(
        "ended by SIGABRT, and replaced by one; the other one answers",
      ),
    },
    attack: (target) => workerIsReplaced(target, "SIGABRT"),
  },
  {
    ...signalled,
    name: "worker-killed",
    does: "Kills a process that serves, by SIGKILL.",
    surviving: "Another takes its place, without anybody's help.",
    outcomes: {
      1: fallsBy(
        "crashed",
        "its only process is gone, and nobody answers any more",
      ),
      8: survives(
        "ended by SIGKILL, and replaced by one; the other one answers",
      ),
    },
    attack: (target) => workerIsReplaced(target, "SIGKILL"),
  },
  {
    // A stopped process does what a blocked one does: nothing, and holds all it has.
    ...signalled,
    name: "worker-stopped",
    does: "Stops a process that serves (SIGSTOP), as a loop without an end would.",
    surviving: "It is noticed, ended and replaced, without anybody's help.",
    outcomes: {
      1: fallsBy("hung", "its only process stands still, and nobody notices"),
      8: survives(
        "found silent, ended by SIGKILL, and replaced by one; the other one answers",
      ),
    },
    attack: (target) => workerIsReplaced(target, "SIGSTOP"),
  },
  {
    name: "primary-killed",
    category: "process",
    does: "Kills the process that supervises the others, by SIGKILL.",
    surviving:
      "No worker stays behind, holding the port with nobody to replace it.",
    outcomes: { 8: survives("its workers end as well") },
    needs: ["process", "workers"],
    destructive: true,
    attack: killPrimary,
  },
];

async function killPrimary({ server }: Target): Promise<Verdict> {
  const { process: main } = server;
  const workers = main.pids().filter((pid) => pid !== main.pid);
  main.kill("SIGKILL");
  await main.exited;
  const deadline = performance.now() + GONE_WITHIN_MS;
  while (workers.some(isRunning)) {
    if (performance.now() > deadline)
      return fell("hung", "workers stay behind");
    await delay(LOOK_EVERY_MS);
  }
  return survived("its workers end as well");
}

/** A zombie, whose exit code no parent has read yet, has a number and is over. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch {
    return false; // It has ended since.
  }
}
