// One client that asks far more often than it may: under ever new false names, and on ever new connections.
import type {
  EventOutcome,
  EventSubject,
  EventWorkload,
  StreamInput,
} from "./workload";

const LIMIT = 100;

const everyFlood = {
  type: "event",
  env: { RATE_LIMIT: String(LIMIT) },
  runs: 3,
} as const;

const REQUESTS = 300;

export const flood: EventWorkload = {
  ...everyFlood,
  name: "flood",
  what: `${REQUESTS} requests of one client within half a second`,
  run: (subject) =>
    send(subject, 500, {
      rate: 600,
      connections: 20,
      count: REQUESTS,
      kinds: [
        {
          name: "list",
          path: "/users?limit=20",
          headers: {
            ...subject.headers,
            // A limiter that believes this takes each request for a new client.
            "X-Forwarded-For": "10.0.0.{{1..250}}",
          },
        },
      ],
    }),
};

const SPREAD_REQUESTS = 400;

/** On new connections, so that the requests reach every worker alike. */
export const spreadFlood: EventWorkload = {
  ...everyFlood,
  name: "spread-flood",
  what: `${SPREAD_REQUESTS} requests of one client, each on a connection of its own`,
  lastsMs: 3_000,
  run: (subject) =>
    send(subject, 1000, {
      rate: 400,
      connections: 20,
      reuse: "new-per-request",
      count: SPREAD_REQUESTS,
      kinds: [
        { name: "list", path: "/users?limit=20", headers: subject.headers },
      ],
    }),
};

async function send(
  { start, load }: EventSubject,
  durationMs: number,
  stream: StreamInput,
): Promise<EventOutcome> {
  const { url } = await start();
  const client = await load.prepare({
    loop: "open",
    url,
    warmupMs: 0,
    durationMs,
    seed: 1,
    streams: [stream],
  });
  const { ledger } = await client.measure();
  const { 200: passed = 0, 429: refused = 0 } = ledger.statuses;
  return { ledger, counts: { passed, refused } };
}
