// One client that asks far more often than it may, under ever new false names.
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const LIMIT = 100;
const REQUESTS = 300;

export const flood: EventWorkload = {
  type: "event",
  name: "flood",
  what: `${REQUESTS} requests of one client within half a second`,
  env: { RATE_LIMIT: String(LIMIT) },
  runs: 3,
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
    durationMs: 500,
    seed: 1,
    streams: [
      {
        rate: 600,
        connections: 20,
        count: REQUESTS,
        kinds: [
          {
            name: "list",
            path: "/users?limit=20",
            // A limiter that believes this takes each request for a new client.
            headers: { ...headers, "X-Forwarded-For": "10.0.0.{{1..250}}" },
          },
        ],
      },
    ],
  });
  const { ledger } = await client.measure();
  const { 200: passed = 0, 429: refused = 0 } = ledger.statuses;
  return { ledger, counts: { passed, refused } };
}
