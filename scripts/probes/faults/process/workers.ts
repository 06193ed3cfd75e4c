// Hurts one process of a server, and waits for somebody to see to it.
import { setTimeout as delay } from "node:timers/promises";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

const WORKERS = 2;

/** Of the server: how long a worker may say nothing, and take to end. */
export const quick = {
  ...{ WORKERS: String(WORKERS), WORKER_SILENCE_MS: "3000" },
  ...{ SHUTDOWN_DEADLINE_MS: "1000" },
};

/** A supervisor that waits longer for a worker than this does not see it. */
const HEALED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 100;

/**
 * Sends the signal to one worker, or to the only process where there is one.
 * Survived if the server, without anybody's help, comes to have as many workers
 * as before, that one not among them, and is well.
 */
export async function workerIsReplaced(
  target: Target,
  signal: NodeJS.Signals,
): Promise<Verdict> {
  const { process: main } = target.server;
  if (!target.has("workers")) return ofTheOnlyOne(main, signal);
  // The last one to listen takes the port with it, which the system has chosen:
  // its successor would be given another.
  await allServe(target, WORKERS);
  const serving = () => servingPids(target);
  const [worker] = serving();
  if (worker === undefined) return fell("crashed", "no worker serves");
  process.kill(worker, signal);
  const isHealed = () =>
    serving().length >= WORKERS && !serving().includes(worker);
  if (!(await within(HEALED_WITHIN_MS, isHealed))) {
    return fell("crashed", "the worker is not replaced");
  }
  const health = await target.health();
  return health === "well"
    ? survived("the worker is replaced")
    : fell("crashed", `a new worker, and its health: ${health}`);
}

/** Waits until so many workers serve: a server is up with its first. */
export async function allServe(target: Target, count: number): Promise<void> {
  await within(HEALED_WITHIN_MS, () => servingPids(target).length >= count);
}

function servingPids({ server: { process: main } }: Target): number[] {
  return main.listeningPids().filter((pid) => pid !== main.pid);
}

/** Whether it comes to be so in time. */
async function within(ms: number, isSo: () => boolean): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!isSo() && performance.now() < deadline) await delay(LOOK_EVERY_MS);
  return isSo();
}

async function ofTheOnlyOne(
  main: Target["server"]["process"],
  signal: NodeJS.Signals,
): Promise<Verdict> {
  main.kill(signal);
  if (signal === "SIGSTOP") {
    return fell("hung", "its only process stands still, and nobody notices");
  }
  await main.exited;
  return fell("crashed", "its only process is gone, and nobody starts another");
}
