// Builds the windows of a sample from a workload, a capacity and a length.
import { RequestKind, Stream } from "../generator/plan";
import type { LoadDescription } from "../results/results-file";
import type { Metric } from "../results/sample";
import type { KindInput, TimedWorkload } from "../workloads/workload";
import type { TurnsPlan, WindowPlan } from "./take-window";

/** Which windows of a workload are run. */
export interface Windows {
  readonly closed: boolean;
  readonly open: boolean;
}

/** All that the workload has; or those that the metrics come from. */
export function windowsFor(
  workload: TimedWorkload,
  metrics: readonly Metric[],
  judgedOnly: boolean,
): Windows {
  const has = { closed: workload.closed, open: workload.open !== undefined };
  if (!judgedOnly || !(has.closed && has.open)) return has;
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
  const bystanders = (open?.bystanders ?? []).map((stream) => ({
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
          ...bystanders.map((stream) => Stream.parse(stream)),
        ],
      },
    }),
  };
}

export interface WindowTimes {
  /** Of a closed loop, for code to be compiled; an open one gets less. */
  readonly warmupMs: number;
  readonly closedMs: number;
  readonly openMs: number;
  /** No shorter turns than this. */
  readonly sliceMs: number;
}

/** What a pair of samples is sent. */
export interface PairPlan {
  readonly users: number;
  readonly closed?: TurnsPlan;
  readonly open?: WindowPlan;
}

export function pairPlan(
  load: LoadDescription,
  users: number,
  times: WindowTimes,
  seed: number,
): PairPlan {
  const { closed, open } = load;
  const { warmupMs, closedMs, openMs } = times;
  const slices = Math.max(1, Math.floor(closedMs / times.sliceMs));
  return {
    users,
    ...(closed && {
      closed: { ...closed, warmupMs, seed, slices, sliceMs: closedMs / slices },
    }),
    ...(open && {
      open: {
        loop: "open",
        streams: open.streams,
        warmupMs: openWarmup(closed !== undefined, warmupMs),
        durationMs: openMs,
        seed,
        // Beyond those of every slice.
        numbersAfter: 2 ** 40,
      },
    }),
  };
}

/** What a sample's warm-ups take together. */
export function warmupOf(windows: Windows, warmupMs: number): number {
  const closed = windows.closed ? warmupMs : 0;
  return closed + (windows.open ? openWarmup(windows.closed, warmupMs) : 0);
}

/** Latency is less a matter of compiled code; connections are opened again. */
function openWarmup(isWarm: boolean, warmupMs: number): number {
  return isWarm ? 100 : Math.min(300, warmupMs);
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
