// Ends and exchanges servers under load, as a deployment does: what does it cost?
import { setTimeout as delay } from "node:timers/promises";
import {
  type LedgerCounts,
  lostRequests,
  mergeLedgers,
} from "../generator/ledger";
import { RequestKind } from "../generator/plan";
import { requestOnce } from "../generator/request-once";
import type { WindowResult } from "../generator/window-result";
import type { OpenSide } from "../sides/open-side";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const BEFORE_MS = 1500;
/** From SIGTERM until nothing is sent here any more, as by a balancer that asks twice a second. */
const NOTICED_MS = 500;
/** After that, for the process to end. */
const TO_END_MS = 2500;

export const shutdown: EventWorkload = {
  type: "event",
  name: "shutdown",
  what: "SIGTERM amid 400 requests a second, which go elsewhere half a second later",
  runs: 5,
  lastsMs: 4_000,
  run: shutDown,
};

async function shutDown(subject: EventSubject): Promise<EventOutcome> {
  const server = await subject.start();
  const client = await subject.load.prepare({
    loop: "open",
    url: server.url,
    warmupMs: 0,
    durationMs: BEFORE_MS + NOTICED_MS,
    seed: 1,
    streams: [
      {
        rate: 400,
        connections: 20,
        kinds: [{ name: "slow", path: "/", headers: subject.headers }],
      },
    ],
  });
  const [{ ledger }] = await Promise.all([
    client.measure(),
    delay(BEFORE_MS)
      .then(() => server.snapshot())
      .then(([main]) => main && process.kill(main.pid, "SIGTERM")),
  ]);
  const stuck = await Promise.race([
    server.exited.then(() => 0),
    delay(TO_END_MS, 1),
  ]);
  return { ledger, counts: { lost: lostRequests(ledger), stuck } };
}

const WORKERS = 2;
const RESTARTS = 20;
const REQUESTS = 100_000;
/** For one restart to be over: a bound, and no speed that is promised. */
const TO_RESTART_MS = 60_000;
const BETWEEN_LOOKS_MS = 50;
/** Workers that end sooner after their start are taken for a crash loop. */
const STEADY_MS = 2000;

export const rollingRestarts: EventWorkload = {
  type: "event",
  name: "rolling-restarts",
  what: `${RESTARTS} restarts of all workers amid ${REQUESTS} requests, on kept and on new connections`,
  runs: 1,
  lastsMs: 110_000,
  run: restartRepeatedly,
};

async function restartRepeatedly(subject: EventSubject): Promise<EventOutcome> {
  const server = await subject.start();
  const window = await loadWindow(server, subject);
  const restart = await wayToRestart(server);
  const windows: WindowResult[] = [];
  const counts = { restarts: 0, requests: 0 };
  // Load for as long as anything is still to be done.
  async function loaded<T>(task: Promise<T>): Promise<T> {
    let isOver = false;
    const over = task.finally(() => {
      isOver = true;
    });
    over.catch(() => {});
    do {
      const result = await window();
      windows.push(result);
      counts.requests += result.ledger.sent;
    } while (!isOver);
    return over;
  }
  while (counts.restarts < RESTARTS) {
    if (!(await loaded(restart()))) break;
    counts.restarts++;
  }
  while (counts.requests < REQUESTS) await loaded(Promise.resolve());
  const ledgerOf = (kind: string): LedgerCounts =>
    mergeLedgers(windows.flatMap(({ kinds }) => kinds[kind]?.ledger ?? []));
  return {
    ledger: mergeLedgers(windows.map(({ ledger }) => ledger)),
    counts: {
      ...counts,
      lostKept: lostRequests(ledgerOf("kept")),
      lostNew: lostRequests(ledgerOf("new")),
    },
  };
}

async function loadWindow(
  { url }: OpenSide,
  { load, headers }: EventSubject,
): Promise<() => Promise<WindowResult>> {
  const kind = (name: string) => ({ name, path: "/healthz", headers });
  const client = await load.prepare({
    loop: "open",
    url,
    warmupMs: 0,
    durationMs: 1000,
    seed: 1,
    streams: [
      { rate: 900, connections: 10, kinds: [kind("kept")] },
      {
        rate: 300,
        connections: 10,
        reuse: "new-per-request",
        kinds: [kind("new")],
      },
    ],
  });
  return () => client.measure();
}

/**
 * A server that says whether it is ready is told to restart its workers; of
 * another one they are ended one by one, and its supervisor replaces them.
 * Resolves to whether all were replaced within the time.
 */
async function wayToRestart(server: OpenSide): Promise<() => Promise<boolean>> {
  const kind = RequestKind.parse({ name: "readyz", path: "/readyz" });
  const answer = await requestOnce(server.url, {
    ...kind,
    kind,
    body: undefined,
  });
  if (typeof answer !== "string" && answer.status === 200) {
    return async () => {
      const { primary, workers } = await processesOf(server);
      process.kill(primary, "SIGUSR2");
      return areReplaced(server, workers);
    };
  }
  return async () => {
    const { workers } = await processesOf(server);
    for (const worker of workers) {
      process.kill(worker, "SIGTERM");
      if (!(await areReplaced(server, [worker]))) return false;
      await delay(STEADY_MS);
    }
    return true;
  };
}

interface Processes {
  readonly primary: number;
  readonly workers: readonly number[];
  /** The workers that have begun a request: one that listens gets some at once. */
  readonly serving: readonly number[];
}

async function processesOf(server: OpenSide): Promise<Processes> {
  const all = await server.snapshot();
  const primary = all.find(({ worker }) => worker === undefined)?.pid;
  if (primary === undefined) throw new Error("the server has no primary");
  const workers = all.filter(({ worker }) => worker !== undefined);
  const serving = workers.filter(({ requestsStarted }) => requestsStarted > 0);
  const pids = (some: typeof all) => some.map(({ pid }) => pid);
  return { primary, workers: pids(workers), serving: pids(serving) };
}

async function areReplaced(
  server: OpenSide,
  old: readonly number[],
): Promise<boolean> {
  const deadline = performance.now() + TO_RESTART_MS;
  while (performance.now() < deadline) {
    await delay(BETWEEN_LOOKS_MS);
    const { workers, serving } = await processesOf(server);
    const left = workers.filter((pid) => old.includes(pid));
    const successors = serving.filter((pid) => !old.includes(pid));
    if (left.length === 0 && successors.length >= WORKERS) return true;
  }
  return false;
}
