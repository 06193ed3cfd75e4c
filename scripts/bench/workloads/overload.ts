// Three times as many sign-ins as a server can answer: how many are still answered in time?
import { UserError } from "../../servers/host/user-error";
import type {
  EventOutcome,
  EventSubject,
  EventWorkload,
  KindInput,
} from "./workload";

const OVERLOAD = 3;
/** Clients give up after this long: a later response is useless. */
const IN_TIME_MS = 1000;
const CAPACITY_MS = 3000;
/** For a queue to build up, and for a limit to find its place. */
const SETTLING_MS = 6000;
const MEASURED_MS = 8000;

export const overload: EventWorkload = {
  type: "event",
  name: "overload",
  what: `${OVERLOAD} times as many POST /sessions as are answered at capacity, each of use for ${IN_TIME_MS / 1000} s`,
  runs: 2,
  lastsMs: 1500 + 1000 + CAPACITY_MS + SETTLING_MS + MEASURED_MS,
  run,
};

async function run({ start, load }: EventSubject): Promise<EventOutcome> {
  const { url } = await start();
  const capacity = await capacityOf(url, load);
  const client = await load.prepare({
    loop: "open",
    url,
    warmupMs: SETTLING_MS,
    durationMs: MEASURED_MS,
    timeoutMs: IN_TIME_MS,
    seed: 1,
    streams: [
      {
        rate: OVERLOAD * capacity,
        // As many as come within the time of which an answer is of use.
        connections: Math.ceil(OVERLOAD * capacity * 1.5),
        kinds: [signIn],
      },
      {
        rate: 20,
        connections: 5,
        kinds: [{ name: "healthz", path: "/healthz" }],
      },
    ],
  });
  const { ledger, kinds, sendingMs } = await client.measure();
  const signIns = kinds["sign-in"]?.ledger;
  const health = kinds.healthz?.ledger;
  const share = ((signIns?.ok ?? 0) * 1000) / sendingMs / capacity;
  return {
    ledger,
    counts: {
      percentInTime: Math.round(share * 100),
      late: signIns?.timedOut ?? 0,
      unhealthy: health ? health.sent - health.ok : 0,
    },
  };
}

/** Answers a second, while every connection asks again as soon as it may. */
async function capacityOf(
  url: string,
  load: EventSubject["load"],
): Promise<number> {
  const client = await load.prepare({
    loop: "closed",
    url,
    warmupMs: 1000,
    durationMs: CAPACITY_MS,
    seed: 1,
    connections: 16,
    kinds: [signIn],
  });
  const { ledger, sendingMs } = await client.measure();
  if (ledger.ok === 0) throw new UserError("No sign-in was answered.", 1);
  return (ledger.ok * 1000) / sendingMs;
}

const signIn: KindInput = {
  name: "sign-in",
  method: "POST",
  path: "/sessions",
  body: JSON.stringify({
    email: "ada.allen.1@example.com",
    // That of every seed user.
    password: "correct horse battery staple",
  }),
  expect: [201],
};
