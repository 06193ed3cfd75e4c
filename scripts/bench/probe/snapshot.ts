// What a server's processes tell of themselves, how they are asked for it, and what happened between two times.
import { z } from "zod";
import { sum } from "../statistics/averages";

const milliseconds = z.number().nonnegative();
const count = z.int().nonnegative();

/** Beyond the period of the monitor, so that an idle loop reads about 0. */
const LoopDelay = z.object({
  p50Ms: milliseconds,
  p99Ms: milliseconds,
  maxMs: milliseconds,
});

const Identity = z.object({
  pid: z.int(),
  parentPid: z.int(),
  /** Its number in the cluster, where it is a worker of one. */
  worker: z.int().optional(),
});

export const ProcessSnapshot = Identity.extend({
  /** Since the process began. */
  aliveMs: milliseconds,
  /** Of all threads. */
  cpuUserMs: milliseconds,
  cpuSystemMs: milliseconds,
  rssBytes: count,
  maxRssBytes: count,
  /** Of the main thread's event loop. */
  loopIdleMs: milliseconds,
  loopActiveMs: milliseconds,
  /** Since the last snapshot that reset it. */
  loopDelay: LoopDelay,
  /** Of every node:http server in the process. */
  requestsStarted: count,
  responsesFinished: count,
});
export type ProcessSnapshot = z.infer<typeof ProcessSnapshot>;

export const ProcessDelta = Identity.extend({
  wallMs: milliseconds,
  cpuUserMs: milliseconds,
  cpuSystemMs: milliseconds,
  /** At the end. */
  rssBytes: count,
  /** Over the whole life of the process. */
  maxRssBytes: count,
  /** Event-loop utilization, 0 to 1: time outside the poll phase, not CPU. */
  utilization: z.number().min(0).max(1),
  loopDelay: LoopDelay,
  requestsStarted: count,
  responsesFinished: count,
});
export type ProcessDelta = z.infer<typeof ProcessDelta>;

export const ServerDelta = z.object({
  processes: z.array(ProcessDelta),
  /** Processes that were there before and are gone: what they did is unknown. */
  ended: z.array(z.int()),
});
export type ServerDelta = z.infer<typeof ServerDelta>;

/** A process that began in between counts from its beginning. */
export function serverDelta(
  before: readonly ProcessSnapshot[],
  after: readonly ProcessSnapshot[],
): ServerDelta {
  const earlier = new Map(before.map((snapshot) => [snapshot.pid, snapshot]));
  const still = new Set(after.map(({ pid }) => pid));
  return {
    processes: after.map((end) => processDelta(earlier.get(end.pid), end)),
    ended: [...earlier.keys()].filter((pid) => !still.has(pid)),
  };
}

function processDelta(
  start: ProcessSnapshot | undefined,
  end: ProcessSnapshot,
): ProcessDelta {
  const since = (name: Counter): number =>
    Math.max(0, end[name] - (start?.[name] ?? 0));
  const active = since("loopActiveMs");
  const loop = active + since("loopIdleMs");
  return {
    pid: end.pid,
    parentPid: end.parentPid,
    ...(end.worker !== undefined && { worker: end.worker }),
    wallMs: since("aliveMs"),
    cpuUserMs: since("cpuUserMs"),
    cpuSystemMs: since("cpuSystemMs"),
    rssBytes: end.rssBytes,
    maxRssBytes: end.maxRssBytes,
    utilization: loop === 0 ? 0 : active / loop,
    loopDelay: end.loopDelay,
    requestsStarted: since("requestsStarted"),
    responsesFinished: since("responsesFinished"),
  };
}

type Counter =
  | "aliveMs"
  | "cpuUserMs"
  | "cpuSystemMs"
  | "loopActiveMs"
  | "loopIdleMs"
  | "requestsStarted"
  | "responsesFinished";

/** The environment variable that names the probe's socket. */
export const PROBE_ADDRESS = "WORKSHOP_PROBE";

export interface FromProbe {
  /** Asks for a snapshot; the number comes back with it. */
  readonly snapshot: number;
  /** Whether the loop delay is reset, as at the start of a window. */
  readonly resetDelay: boolean;
}

export const ToProbe = z.union([
  z.object({ hello: z.object({ pid: z.int() }) }),
  z.object({ snapshot: z.int(), process: ProcessSnapshot }),
]);
export type ToProbe = z.infer<typeof ToProbe>;

/** Processor time of all of them together, in milliseconds. */
export function cpuMsOf(
  processes: readonly Pick<ProcessSnapshot, "cpuUserMs" | "cpuSystemMs">[],
): number {
  return sum(
    processes.map(({ cpuUserMs, cpuSystemMs }) => cpuUserMs + cpuSystemMs),
  );
}
