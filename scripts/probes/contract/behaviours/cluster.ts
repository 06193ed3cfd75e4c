// Behaviours of a server of several processes: what becomes of it when one of them ends or hangs.

import { spawnSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { hasFeature } from "../../../../steps/steps";
import { type Line, linesOf } from "../../log-lines";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const clusters: readonly Behaviour[] = [
  {
    name: "a process that serves, and is killed",
    outcomes: {
      1: "nobody answers any more",
      8: "ended by SIGKILL, and replaced by one; the other one answers",
    },
    checkStart: (subject) => endOne(subject, "SIGKILL"),
  },
  {
    // So V8 ends a process that has no memory left.
    name: "a process that serves, and is aborted",
    outcomes: {
      1: "nobody answers any more",
      8: "ended by SIGABRT, and replaced by one; the other one answers",
    },
    checkStart: (subject) => endOne(subject, "SIGABRT"),
  },
  {
    name: "a worker whose event loop stands still",
    outcomes: { 8: "is killed, and replaced by one" },
    checkStart: (subject) =>
      withServer(subject, { WORKER_SILENCE_MS: "2000" }, checkStopped),
  },
  {
    name: "a primary that is killed",
    outcomes: { 8: "takes its workers along" },
    checkStart: (subject) => withServer(subject, {}, checkPrimary),
  },
];

function readyWorkers(output: string): number[] {
  const lines = linesOf(output);
  const ready = lines.filter(({ message }) => message === "worker ready");
  return ready.flatMap(({ worker }) => worker ?? []);
}

/** Resolves when so many workers have been ready since the server started. */
function whenReady(server: StepServer, count: number): Promise<number[]> {
  return server.printed((output) => {
    const workers = readyWorkers(output);
    return workers.length >= count ? workers : undefined;
  });
}

function whenEnded(server: StepServer, pid: number): Promise<Line> {
  return server.printed((output) =>
    linesOf(output).find(
      ({ message, worker }) => message === "worker ended" && worker === pid,
    ),
  );
}

async function endOne(
  subject: Subject,
  signal: NodeJS.Signals,
): Promise<string> {
  return withServer(subject, {}, async (server) => {
    if (!hasFeature(subject.step, "workers")) {
      server.process.kill(signal);
      await server.process.exited;
      return (await server.isUp()) ? "stays up" : "nobody answers any more";
    }
    const [victim = 0] = await whenReady(server, 2);
    process.kill(victim, signal);
    const { how } = await whenEnded(server, victim);
    const other = (await server.isUp()) ? "answers" : "does not answer";
    const workers = await whenReady(server, 3);
    const words = workers.length === 3 ? "one" : `${workers.length - 2}`;
    return `ended ${how}, and replaced by ${words}; the other one ${other}`;
  });
}

/** A stopped process does what a blocked one does: nothing, and holds all it has. */
async function checkStopped(server: StepServer): Promise<string> {
  const [victim = 0] = await whenReady(server, 2);
  process.kill(victim, "SIGSTOP");
  await server.printed((output) =>
    linesOf(output).find(
      ({ message, worker }) =>
        message === "worker silent, killing it" && worker === victim,
    ),
  );
  await whenEnded(server, victim);
  await whenReady(server, 3);
  return "is killed, and replaced by one";
}

async function checkPrimary(server: StepServer): Promise<string> {
  const workers = await whenReady(server, 2);
  server.process.kill("SIGKILL");
  await server.process.exited;
  const deadline = performance.now() + 20_000;
  while (workers.some(isRunning)) {
    if (performance.now() > deadline) return "leaves orphans";
    await delay(20);
  }
  return "takes its workers along";
}

/** Whoever has ended may still be listed, until somebody asks how: as Z. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)]);
  const state = String(stdout).trim();
  return state !== "" && !state.startsWith("Z");
}
