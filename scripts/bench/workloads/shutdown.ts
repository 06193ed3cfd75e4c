// SIGTERM under load: what does a server's way to end cost, until its balancer has noticed, and does it end?
import { setTimeout as delay } from "node:timers/promises";
import { lostRequests } from "../generator/ledger";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const BEFORE_MS = 1500;
/** From SIGTERM until nothing is sent here any more, as by a balancer that asks twice a second. */
const NOTICED_MS = 500;
/** After that, for the process to end. */
const PATIENCE_MS = 2500;

export const shutdown: EventWorkload = {
  type: "event",
  name: "shutdown",
  what: "SIGTERM amid 400 requests a second, which go elsewhere half a second later",
  runs: 5,
  lastsMs: 4_000,
  run,
};

async function run(subject: EventSubject): Promise<EventOutcome> {
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
      .then(() => server.snapshot({ anew: false }))
      .then(([main]) => main && process.kill(main.pid, "SIGTERM")),
  ]);
  const stuck = await Promise.race([
    server.exited.then(() => 0),
    delay(PATIENCE_MS, 1),
  ]);
  return { ledger, counts: { lost: lostRequests(ledger), stuck } };
}
