// Kills workers and nodes under load: what is lost, and are there always as many again?
import { setTimeout as delay } from "node:timers/promises";
import {
  type LedgerCounts,
  lostRequests,
  mergeLedgers,
} from "../generator/ledger";
import type { ProcessSnapshot } from "../probe/snapshot";
import type { OpenSide } from "../sides/open-side";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const KILLS = 50;
const WORKERS = 2;
const CONNECTIONS = 4;
/** For a replacement to be there: not a speed that is promised, but a bound. */
const PATIENCE_MS = 30_000;
const BETWEEN_LOOKS_MS = 20;
/** Of load before the kill, so that every connection is in use. */
const LEAD_MS = 200;

export const workerKills: EventWorkload = {
  type: "event",
  name: "worker-kills",
  what: `SIGKILL for ${KILLS} workers in turn, at 200 requests a second`,
  runs: 1,
  lastsMs: 30_000,
  run: killWorkers,
};

/** A server without workers is killed itself, and then there is no more to kill. */
async function killWorkers(subject: EventSubject): Promise<EventOutcome> {
  const server = await subject.start();
  const window = await loadWindow(server, subject);
  const ledgers: LedgerCounts[] = [];
  const counts = { kills: 0, short: 0 };
  while (counts.kills < KILLS) {
    // A second of load around each death, the replacement's start included.
    const [ledger, replaced] = await Promise.all([
      window(),
      killOldest(server),
    ]);
    ledgers.push(ledger);
    counts.kills++;
    if (replaced) continue;
    counts.short++;
    break;
  }
  const ledger = mergeLedgers(ledgers);
  return {
    ledger,
    counts: { ...counts, lost: lostRequests(ledger), refused: ledger.refused },
  };
}

async function loadWindow(
  { url }: OpenSide,
  { load, headers }: EventSubject,
): Promise<() => Promise<LedgerCounts>> {
  const client = await load.prepare({
    loop: "open",
    url,
    warmupMs: 0,
    durationMs: 1000,
    seed: 1,
    streams: [
      {
        rate: 200,
        connections: CONNECTIONS,
        kinds: [{ name: "list", path: "/users?limit=20", headers }],
      },
    ],
  });
  return async () => (await client.measure()).ledger;
}

/** Resolves to whether there were as many workers again within the time. */
async function killOldest(server: OpenSide): Promise<boolean> {
  await delay(LEAD_MS);
  const before = await server.snapshot();
  const workers = before.filter(isWorker).sort((a, b) => b.aliveMs - a.aliveMs);
  const victim = workers[0] ?? before[0];
  if (!victim) return false;
  process.kill(victim.pid, "SIGKILL");
  const deadline = performance.now() + PATIENCE_MS;
  while (workers.length > 0 && performance.now() < deadline) {
    await delay(BETWEEN_LOOKS_MS);
    const now = (await server.snapshot()).filter(isWorker);
    const survivors = now.filter(({ pid }) => pid !== victim.pid);
    if (survivors.length >= WORKERS) return true;
  }
  return false;
}

function isWorker({ worker }: ProcessSnapshot): boolean {
  return worker !== undefined;
}

const RATE = 200;
const SECONDS = 6;
const KILLED_AFTER_MS = 1500;

export const nodeDeath: EventWorkload = {
  type: "event",
  name: "node-death",
  what: `SIGKILL to one node amid ${RATE * SECONDS} requests for the list, on kept connections`,
  runs: 3,
  lastsMs: 9_000,
  run: killNode,
};

async function killNode({
  start,
  load,
  headers,
}: EventSubject): Promise<EventOutcome> {
  const server = await start();
  const client = await load.prepare({
    loop: "open",
    url: server.url,
    warmupMs: 500,
    durationMs: SECONDS * 1000,
    seed: 1,
    streams: [
      {
        rate: RATE,
        connections: 20,
        kinds: [{ name: "list", path: "/users?limit=20", headers }],
      },
    ],
  });
  const nodes = await nodesOf(server);
  const measuring = client.measure();
  await delay(KILLED_AFTER_MS);
  const [first] = nodes;
  if (first !== undefined) process.kill(first, "SIGKILL");
  const { ledger } = await measuring;
  const failed = lostRequests(ledger) + ledger.unexpectedStatus;
  return { ledger, counts: { failed, killed: first === undefined ? 0 : 1 } };
}

/** The children of the process that started them all. */
async function nodesOf(server: OpenSide): Promise<number[]> {
  const processes = await server.snapshot();
  const pids = new Set(processes.map(({ pid }) => pid));
  const root = processes.find(({ parentPid }) => !pids.has(parentPid))?.pid;
  return processes
    .filter(({ parentPid }) => parentPid === root)
    .map(({ pid }) => pid);
}
