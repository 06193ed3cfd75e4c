// Kills one node of those behind a balancer, under load: what do its clients notice?
import { setTimeout as delay } from "node:timers/promises";
import { lostRequests } from "../generator/ledger";
import type { OpenSide } from "../sides/open-side";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const RATE = 200;
const SECONDS = 6;
const KILLED_AFTER_MS = 1500;

export const nodeDeath: EventWorkload = {
  type: "event",
  name: "node-death",
  what: `SIGKILL to one node amid ${RATE * SECONDS} requests for the list, on kept connections`,
  runs: 3,
  lastsMs: 9_000,
  run,
};

async function run({
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
  const processes = await server.snapshot({ anew: false });
  const pids = new Set(processes.map(({ pid }) => pid));
  const root = processes.find(({ parentPid }) => !pids.has(parentPid))?.pid;
  return processes
    .filter(({ parentPid }) => parentPid === root)
    .map(({ pid }) => pid);
}
