// The price of a connection: the primary's share of the CPU time, for kept connections and for new ones.

import { type LedgerCounts, mergeLedgers } from "../generator/ledger";
import { cpuMsOf, type ProcessSnapshot } from "../probe/snapshot";
import type { OpenSide } from "../sides/open-side";
import type {
  EventOutcome,
  EventSubject,
  EventWorkload,
  StreamInput,
} from "./workload";

const REQUESTS = 2000;

export const handedOver: EventWorkload = {
  type: "event",
  name: "handed-over",
  what: `${REQUESTS} times GET /healthz on kept connections, and as often on new ones`,
  runs: 3,
  lastsMs: 13_000,
  run,
};

async function run(subject: EventSubject): Promise<EventOutcome> {
  const server = await subject.start();
  const kept = await send(server, subject, "keep-alive");
  const fresh = await send(server, subject, "new-per-request");
  return {
    ledger: mergeLedgers([kept.ledger, fresh.ledger]),
    counts: { percentKept: kept.percent, percentNew: fresh.percent },
  };
}

/** Sends them all, and finds the primary's share of the CPU time. */
async function send(
  server: OpenSide,
  { load, headers }: EventSubject,
  reuse: NonNullable<StreamInput["reuse"]>,
): Promise<{ ledger: LedgerCounts; percent: number }> {
  const kinds: StreamInput["kinds"] = [
    { name: "healthz", path: "/healthz", headers },
  ];
  const client = await load.prepare({
    loop: "open",
    url: server.url,
    warmupMs: 500,
    durationMs: 5000,
    seed: 1,
    streams: [{ rate: 400, connections: 10, reuse, count: REQUESTS, kinds }],
  });
  const before = await server.snapshot();
  const { ledger } = await client.measure();
  const after = await server.snapshot();
  const isPrimary = ({ worker }: ProcessSnapshot) => worker === undefined;
  const spent = (matching: (one: ProcessSnapshot) => boolean) =>
    cpuMsOf(after.filter(matching)) - cpuMsOf(before.filter(matching));
  const share = spent(isPrimary) / spent(() => true);
  return { ledger, percent: Math.round(100 * share) };
}
