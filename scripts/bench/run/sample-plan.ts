// Builds the windows of a sample from a workload, a capacity and a length.
import { RequestKind, Stream } from "../generator/plan";
import type { LoadDescription } from "../results/contrast";
import type { Metric } from "../results/metric";
import type { KindInput, TimedWorkload } from "../workloads/workload";
import type { SamplePlan } from "./take-sample";

/** Which windows of a workload are run. */
export interface Windows {
  readonly closed: boolean;
  readonly open: boolean;
}

/** All that the workload has; or those that the metrics come from. */
export function windowsFor(
  workload: TimedWorkload,
  metrics: readonly Metric[],
  bare: boolean,
): Windows {
  const has = { closed: workload.closed, open: workload.open !== undefined };
  if (!bare || !(has.closed && has.open)) return has;
  const open = metrics.some(({ measure }) => fromOpenLoop.has(measure));
  const closed = metrics.some(({ measure }) => !fromOpenLoop.has(measure));
  return { closed, open };
}

const fromOpenLoop = new Set<Metric["measure"]>([
  "p50",
  "p95",
  "p99",
  "loopDelay",
  "rss",
  "utilization",
]);

/** What both sides are sent, whatever side it is. */
export function describeLoad(
  workload: TimedWorkload,
  windows: Windows,
  capacity: LoadDescription["capacity"],
  headers: Readonly<Record<string, string>>,
): LoadDescription {
  const { connections, open } = workload;
  const kinds = kindsOf(workload.kinds, headers);
  const share = open?.share ?? 1;
  const rate = Math.max(1, share * Math.min(capacity.a, capacity.b));
  const main = { rate, connections: open?.connections ?? 1, kinds };
  const beside = (open?.beside ?? []).map((stream) => ({
    ...stream,
    kinds: kindsOf(stream.kinds, headers),
  }));
  return {
    capacity,
    ...(windows.closed && { closed: { connections, kinds } }),
    ...(windows.open && {
      open: {
        share,
        streams: [
          Stream.parse(main),
          ...beside.map((stream) => Stream.parse(stream)),
        ],
      },
    }),
  };
}

export interface WindowTimes {
  readonly warmupMs: number;
  /** Of each window. */
  readonly durationMs: number;
}

export function samplePlan(
  load: LoadDescription,
  users: number,
  { warmupMs, durationMs }: WindowTimes,
  seed: number,
): SamplePlan {
  const { closed, open } = load;
  return {
    users,
    ...(closed && {
      closed: { loop: "closed", ...closed, warmupMs, durationMs, seed },
    }),
    ...(open && {
      open: {
        loop: "open",
        streams: open.streams,
        // After a closed loop the server is warm; the connections are new.
        warmupMs: closed ? warmupMs / 3 : warmupMs,
        durationMs,
        seed,
      },
    }),
  };
}

/** What a sample of such windows takes beside its windows' lengths. */
export function warmupOf(windows: Windows, warmupMs: number): number {
  if (!windows.closed) return warmupMs;
  return windows.open ? warmupMs + warmupMs / 3 : warmupMs;
}

export function kindsOf(
  kinds: readonly KindInput[],
  headers: Readonly<Record<string, string>>,
): [RequestKind, ...RequestKind[]] {
  const [first, ...rest] = kinds.map((kind) =>
    RequestKind.parse({ ...kind, headers: { ...headers, ...kind.headers } }),
  );
  if (!first) throw new RangeError("a workload needs a kind of request");
  return [first, ...rest];
}
