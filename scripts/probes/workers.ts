// Hurts one process of a server that serves, and watches for a new one in its place.
import { setTimeout as delay } from "node:timers/promises";
import { workerEvents } from "../../steps/08-cluster/cluster/worker-events";
import { primaryEvents } from "../../steps/11-zero-downtime/cluster/primary-events";
import { withDeadline } from "../servers/host/deadline";
import { type Line, linesOf } from "./log-lines";
import type { StepServer } from "./targets/step-server";
import type { Target } from "./targets/target";
import { fell, survived, type Verdict } from "./verdict";

const WORKERS = 2;

/** Of the server: how long a worker may be silent, and may take to end. */
export const impatient = {
  ...{ WORKERS: String(WORKERS), WORKER_SILENCE_MS: "3000" },
  ...{ SHUTDOWN_DEADLINE_MS: "1000" },
};

/** A supervisor that takes longer than this does not notice. */
const REPLACED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** Has a server that can do so replace its workers; how many have ended. */
export async function replaceWorkers(server: StepServer): Promise<number> {
  const start = server.output.length;
  const logged = (output: string, sought: string) =>
    linesOf(output.slice(start)).filter(({ message }) => message === sought);
  server.process.kill("SIGUSR2");
  await server.printed((output) =>
    logged(output, primaryEvents.restartDone).at(0),
  );
  return logged(server.output, workerEvents.ended).length;
}

/**
 * Sends the signal to one worker, or to the only process where there is one.
 * Survived if the worker is replaced, and the other one answers meanwhile.
 */
export async function workerIsReplaced(
  target: Target,
  signal: NodeJS.Signals,
): Promise<Verdict> {
  if (!target.has("workers")) return signalTheOnlyProcess(target, signal);
  const hurt = (worker: number) => void process.kill(worker, signal);
  // One that is aborted may be silent as well, while its memory is written out.
  return hurtWorkerIsReplaced(target, hurt, signal === "SIGSTOP");
}

/** As above, by whatever `hurt` does to one worker of several. */
export async function hurtWorkerIsReplaced(
  target: Target,
  hurt: (worker: number) => void,
  isToBeFound: boolean,
): Promise<Verdict> {
  // The last worker to listen takes the port with it, which the system has
  // chosen: its successor would be given another.
  await allServe(target, WORKERS);
  const [worker] = servingPids(target);
  if (worker === undefined) return fell("crashed", "no worker serves");
  const log = logSince(target.server);
  hurt(worker);
  const isOf = ({ message, ...line }: Line, event: string) =>
    message === event && line.worker === worker;
  const end = await log.has((line) => isOf(line, workerEvents.ended));
  if (end === "late") return fell("crashed", "the worker does not end");
  const other = (await target.server.isUp()) ? "answers" : "does not answer";
  const next = await log.has(isReady);
  if (next === "late") return fell("crashed", "the worker is not replaced");
  const isFound =
    isToBeFound && log.lines().some((line) => isOf(line, workerEvents.silent));
  const successors = log.lines().filter(isReady).length;
  const words = `${isFound ? "found silent, " : ""}ended ${end.how}, and replaced by ${successors === 1 ? "one" : successors}; the other one ${other}`;
  return other === "answers" ? survived(words) : fell("crashed", words);
}

/** What the server logs from now on. */
function logSince(server: StepServer) {
  const start = server.output.length;
  const linesIn = (output: string) => linesOf(output.slice(start));
  return {
    lines: () => linesIn(server.output),
    /** Resolves to the first such line; "late" if a supervisor writes none. */
    has: (isSought: (line: Line) => boolean) =>
      withDeadline(
        REPLACED_WITHIN_MS,
        server.printed((output) => linesIn(output).find(isSought)),
      ),
  };
}

/** Waits until so many workers serve: a server is up with its first. */
export async function allServe(target: Target, count: number): Promise<void> {
  const deadline = performance.now() + REPLACED_WITHIN_MS;
  while (servingPids(target).length < count && performance.now() < deadline) {
    await delay(LOOK_EVERY_MS);
  }
}

/** Those that listen and are known to the supervisor, which logs that. */
function servingPids({ server }: Target): number[] {
  const ready = linesOf(server.output).filter(isReady);
  return server.process
    .listeningPids()
    .filter((pid) => ready.some(({ worker }) => worker === pid));
}

function isReady({ message }: Line): boolean {
  return message === workerEvents.ready;
}

async function signalTheOnlyProcess(
  target: Target,
  signal: NodeJS.Signals,
): Promise<Verdict> {
  const { process: main } = target.server;
  main.kill(signal);
  if (signal === "SIGSTOP") {
    return fell("hung", "its only process stands still, and nobody notices");
  }
  await main.exited;
  return (await target.health()) === "well"
    ? survived("another process answers")
    : fell("crashed", "its only process is gone, and nobody answers any more");
}
