// The flood again, each request on a connection of its own: so it reaches every worker alike.
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const LIMIT = 100;
const REQUESTS = 400;

export const spreadFlood: EventWorkload = {
  type: "event",
  name: "spread-flood",
  what: `${REQUESTS} requests of one client, each on a connection of its own`,
  env: { RATE_LIMIT: String(LIMIT) },
  runs: 3,
  lastsMs: 3_000,
  run,
};

async function run({
  start,
  load,
  headers,
}: EventSubject): Promise<EventOutcome> {
  const { url } = await start();
  const client = await load.prepare({
    loop: "open",
    url,
    warmupMs: 0,
    durationMs: 1000,
    seed: 1,
    streams: [
      {
        rate: 400,
        connections: 20,
        reuse: "new-per-request",
        count: REQUESTS,
        kinds: [{ name: "list", path: "/users?limit=20", headers }],
      },
    ],
  });
  const { ledger } = await client.measure();
  const { 200: passed = 0, 429: refused = 0 } = ledger.statuses;
  return { ledger, counts: { passed, refused } };
}
