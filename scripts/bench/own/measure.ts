// Measures one route of the user's server by itself: how much it can take, and how long an answer takes at half of that.
import { z } from "zod";
import { UserError } from "../../servers/host/user-error";
import { lostRequests, mergeLedgers } from "../generator/ledger";
import type { LoadProcess } from "../generator/load-process";
import { LatencyHistogram } from "../generator/window-result";
import type { Mode } from "../results/results-file";
import type { Window } from "../results/sample";
import { whyRejected } from "../run/rejection";
import { takeWindow } from "../run/take-window";
import { type OpenSide, openSide } from "../sides/open-side";
import { SampleServices } from "../sides/sample-services";
import { meanInterval } from "../statistics/student-t";
import type { RouteToMeasure, Seen } from "./look";

const Latency = z.object({
  /** Requests a second, evenly paced: half of what it can take. */
  rate: z.number(),
  /** Microseconds, from the time at which each request was meant to be sent. */
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  /** The least and the greatest p99 of a single window. */
  p99Range: z.tuple([z.number(), z.number()]),
});

export const RouteResult = z.object({
  path: z.string(),
  status: z.int(),
  type: z.string(),
  bytes: z.int(),
  connections: z.int(),
  windows: z.int(),
  /** As many connections as that, each asking again at once. */
  perSecond: z.object({
    mean: z.number(),
    low: z.number(),
    high: z.number(),
    confidence: z.number(),
  }),
  latency: Latency,
  /** Of all windows: how many answers had which status, and how many none. */
  statuses: z.record(z.string(), z.int()),
  lost: z.int(),
  /** What a reader of the figures has to know. */
  notes: z.array(z.string()),
});
export type RouteResult = z.infer<typeof RouteResult>;

interface Effort {
  readonly windows: number;
  readonly windowMs: number;
}

const efforts: Readonly<Record<Mode, Effort>> = {
  quick: { windows: 5, windowMs: 800 },
  normal: { windows: 10, windowMs: 1200 },
  thorough: { windows: 20, windowMs: 2000 },
};

const CONNECTIONS = 10;
const WARMUP_MS = 1000;
const CONFIDENCE = 0.99;
/** Latency is told at this share of what the server can take. */
const SHARE = 0.5;

/** About how long a route takes, in seconds. */
export function secondsFor(mode: Mode): number {
  const { windows, windowMs } = efforts[mode];
  return Math.ceil((2 * (windows * windowMs + WARMUP_MS)) / 1000) + 1;
}

/**
 * @param seen what it answers one client
 * @throws UserError (1) where it answers otherwise under load.
 */
export async function measureRoute(
  route: RouteToMeasure,
  seen: Seen,
  mode: Mode,
  load: LoadProcess,
): Promise<RouteResult> {
  const server = await openSide(
    { kind: "url", name: "your server", url: route.url },
    { folder: "", users: 0, services: new SampleServices() },
  );
  const kind = {
    ...{ name: route.path, path: route.path, headers: route.headers },
    expect: [seen.status] as [number],
  };
  const { windows: count, windowMs } = efforts[mode];
  const every = { durationMs: windowMs, seed: 0 };
  const closed = await windowsOf(server, count, load, {
    ...{ loop: "closed", ...every, connections: CONNECTIONS, kinds: [kind] },
  });
  const rates = closed.map(({ load: { ledger, sendingMs } }) =>
    sendingMs > 0 ? (ledger.ok * 1000) / sendingMs : 0,
  );
  const perSecond = meanInterval(rates, CONFIDENCE);
  if (perSecond.mean === 0) {
    throw new UserError(
      `GET ${route.path} answers ${seen.status} to one client, and ${answersInWords(closed)} under load: no figure.`,
      1,
    );
  }
  const rate = Math.max(1, perSecond.mean * SHARE);
  const stream = { rate, connections: 2 * CONNECTIONS, kinds: [kind] };
  const open = await windowsOf(server, count, load, {
    ...{ loop: "open", ...every, streams: [stream] },
  });
  const { mean, low, high } = perSecond;
  const all = mergeLedgers([...closed, ...open].map((one) => one.load.ledger));
  return {
    ...{ path: route.path, ...seen, connections: CONNECTIONS, windows: count },
    perSecond: { mean, low: Math.max(0, low), high, confidence: CONFIDENCE },
    latency: latencyOf(open, rate),
    statuses: { ...all.statuses },
    lost: lostRequests(all),
    notes: [
      ...(high - low > perSecond.mean ? [uneven] : []),
      ...notesOn(closed, open),
    ],
  };
}

const uneven =
  "Its windows differ by more than a factor of two: something else runs on this machine, or the server works in bursts.";

type Plan = Parameters<typeof takeWindow>[1];
type EachPlan<P> = P extends unknown ? Omit<P, "warmupMs"> : never;

/** Of one warm process: only the first is warmed up before. */
async function windowsOf(
  server: OpenSide,
  count: number,
  load: LoadProcess,
  plan: EachPlan<Plan>,
): Promise<Window[]> {
  const taken: Window[] = [];
  for (let n = 0; n < count; n += 1) {
    const warmupMs = n === 0 ? WARMUP_MS : 0;
    taken.push(await takeWindow(server, { ...plan, warmupMs }, load));
  }
  return taken;
}

function latencyOf(
  windows: readonly Window[],
  rate: number,
): RouteResult["latency"] {
  const together = new LatencyHistogram();
  const single: number[] = [];
  for (const { load } of windows) {
    for (const { latency } of Object.values(load.kinds)) {
      together.add(latency);
      single.push(latency.p99);
    }
  }
  const { p50, p95, p99 } = together.summary();
  const p99Range: [number, number] = [Math.min(...single), Math.max(...single)];
  return { rate, p50, p95, p99, p99Range };
}

function answersInWords(windows: readonly Window[]): string {
  const ledger = mergeLedgers(windows.map(({ load }) => load.ledger));
  const statuses = Object.entries(ledger.statuses).map(
    ([status, times]) => `${times} times ${status}`,
  );
  const lost = lostRequests(ledger);
  return [...statuses, ...(lost > 0 ? [`${lost} times nothing`] : [])].join(
    ", ",
  );
}

function notesOn(closed: readonly Window[], open: readonly Window[]): string[] {
  const reasons = new Map<string, number>();
  for (const window of [...closed, ...open]) {
    const why = whyRejected(window);
    if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const all = closed.length + open.length;
  const { unexpectedStatus, statuses } = mergeLedgers(
    [...closed, ...open].map(({ load }) => load.ledger),
  );
  const limited = (statuses["429"] ?? 0) > 0;
  return [
    ...[...reasons].map(
      ([why, times]) => `In ${times} of ${all} windows ${why}.`,
    ),
    ...(unexpectedStatus > 0
      ? [
          `Under load it also gave other answers, which count for nothing: ${answersInWords([...closed, ...open])}.${limited ? " 429 is a limit on requests: raise it for the measurement." : ""}`,
        ]
      : []),
  ];
}
