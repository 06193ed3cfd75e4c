// Probes of the processes of a server: one that serves ends or stands still, or the one that supervises them ends.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../../servers/host/process-info";
import { describeAnswer } from "../../servers/http/describe-answer";
import { addressOf } from "../../servers/http/request";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";
import { hurtWorkerIsReplaced, impatient, workerIsReplaced } from "../workers";

const CONNECTIONS = 10;
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
    ...signalled,
    name: "out-of-descriptors",
    does: `Leaves a process that serves no descriptor for another connection, and opens ${CONNECTIONS}.`,
    surviving:
      "It answers once it has descriptors again; a worker that is reached no more is replaced.",
    outcomes: {
      1: survives("200 json, with descriptors again"),
      8: survives(
        "found silent, ended by SIGKILL, and replaced by one; the other one answers",
      ),
    },
    needs: ["process", "file limit"],
    attack: exhaustDescriptors,
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

async function exhaustDescriptors(target: Target): Promise<Verdict> {
  const sockets: Socket[] = [];
  const exhaust = (pid: number) => {
    limitDescriptors(pid, "1");
    const { at } = target;
    for (let opened = 0; opened < CONNECTIONS; opened++) {
      sockets.push(connect(addressOf(at)).on("error", () => {}));
    }
  };
  try {
    if (target.has("workers")) {
      return await hurtWorkerIsReplaced(target, exhaust, true);
    }
    const { pid } = target.server.process;
    const before = descriptorLimit(pid);
    exhaust(pid);
    // By the system: the process has to leave them in the queue.
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    limitDescriptors(pid, before);
    const answer = await target.send({ path: target.routes.health });
    const words = `${describeAnswer(answer)}, with descriptors again`;
    return answer?.status === 200 ? survived(words) : fell("crashed", words);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** What is open stays open. (`RLIMIT_NOFILE`; the soft limit, which can be raised again.) */
function limitDescriptors(pid: number, count: string): void {
  execFileSync("prlimit", ["--pid", String(pid), `--nofile=${count}:`]);
}

function descriptorLimit(pid: number): string {
  const words = ["--nofile", "--output=SOFT", "--noheadings"];
  const limits = execFileSync("prlimit", ["--pid", String(pid), ...words]);
  return String(limits).trim();
}

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
