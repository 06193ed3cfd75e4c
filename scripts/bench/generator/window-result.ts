// What one window of load came to: outcomes, latencies, the client's own cost.

import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
} from "hdr-histogram-js";
import { z } from "zod";
import { sum } from "../statistics/averages";
import { LedgerCounts, mergeLedgers } from "./ledger";

const microseconds = z.number().nonnegative();

/** All in microseconds; zeros where `count` is 0. */
export const LatencySummary = z.object({
  count: z.int().nonnegative(),
  mean: microseconds,
  p50: microseconds,
  p90: microseconds,
  p95: microseconds,
  p99: microseconds,
  p999: microseconds,
  max: microseconds,
  /** The whole distribution: HdrHistogram's V2 encoding, compressed, base64. */
  histogram: z.string(),
});
export type LatencySummary = z.infer<typeof LatencySummary>;

/** An HdrHistogram (Gil Tene) of whole microseconds. */
export class LatencyHistogram {
  readonly #histogram = build({
    lowestDiscernibleValue: 1,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
  });

  record(microseconds: number): void {
    this.#histogram.recordValue(Math.max(0, Math.round(microseconds)));
  }

  /** Adds the whole distribution behind a summary. */
  add({ histogram }: Pick<LatencySummary, "histogram">): void {
    this.#histogram.add(decodeFromCompressedBase64(histogram));
  }

  summary(): LatencySummary {
    const histogram = this.#histogram;
    const at = (percentile: number): number =>
      histogram.getValueAtPercentile(percentile);
    return {
      count: histogram.totalCount,
      mean: histogram.totalCount === 0 ? 0 : histogram.mean,
      p50: at(50),
      p90: at(90),
      p95: at(95),
      p99: at(99),
      p999: at(99.9),
      max: histogram.maxValue,
      histogram: encodeIntoCompressedBase64(histogram),
    };
  }
}

const milliseconds = z.number().nonnegative();

/** What the client itself spent: a saturated client measures itself. */
export const ClientCost = z.object({
  /** User and system time of the whole process, pacing thread included. */
  cpuMs: milliseconds,
  wallMs: milliseconds,
  /** The 99th percentile of the client's own event-loop delay. */
  loopDelayP99Ms: milliseconds,
  /**
   * Open loop only: how late requests were taken up after their intended
   * times, in microseconds. Their latencies contain it.
   */
  lateness: LatencySummary.omit({ histogram: true }).optional(),
});
export type ClientCost = z.infer<typeof ClientCost>;

export const KindResult = z.object({
  ledger: LedgerCounts,
  /**
   * Of expected answers, and of requests timed out, at the time they were given
   * up: leaving those out would flatter a server that drops what is late.
   * Open loop: from the intended send time. Closed loop: from the send.
   */
  latency: LatencySummary,
});
export type KindResult = z.infer<typeof KindResult>;

export const WindowResult = z.object({
  loop: z.enum(["open", "closed"]),
  startedAt: z.iso.datetime(),
  /** The time over which requests were sent. */
  sendingMs: milliseconds,
  /** The same and the wait for the last outcome. */
  elapsedMs: milliseconds,
  ledger: LedgerCounts,
  kinds: z.record(z.string(), KindResult),
  client: ClientCost,
  /** Why the figures of this window mean nothing, where that is so. */
  unusable: z.string().optional(),
});
export type WindowResult = z.infer<typeof WindowResult>;

/** Without the lateness of open loops, which are not merged here. */
export function mergeWindows(
  windows: readonly [WindowResult, ...WindowResult[]],
): WindowResult {
  const [first] = windows;
  const names = new Set(windows.flatMap(({ kinds }) => Object.keys(kinds)));
  const unusable = windows.find((window) => window.unusable)?.unusable;
  return {
    loop: first.loop,
    startedAt: first.startedAt,
    sendingMs: sum(windows.map(({ sendingMs }) => sendingMs)),
    elapsedMs: sum(windows.map(({ elapsedMs }) => elapsedMs)),
    ledger: mergeLedgers(windows.map(({ ledger }) => ledger)),
    kinds: Object.fromEntries(
      [...names].map((name) => [
        name,
        mergeKinds(windows.flatMap(({ kinds }) => kinds[name] ?? [])),
      ]),
    ),
    client: {
      cpuMs: sum(windows.map(({ client }) => client.cpuMs)),
      wallMs: sum(windows.map(({ client }) => client.wallMs)),
      loopDelayP99Ms: Math.max(
        ...windows.map(({ client }) => client.loopDelayP99Ms),
      ),
    },
    ...(unusable !== undefined && { unusable }),
  };
}

function mergeKinds(kinds: readonly KindResult[]): KindResult {
  const latencies = new LatencyHistogram();
  for (const { latency } of kinds) latencies.add(latency);
  return {
    ledger: mergeLedgers(kinds.map(({ ledger }) => ledger)),
    latency: latencies.summary(),
  };
}

/** Starts watching; the returned function ends it and gives the cost so far. */
export function watchClientCost(): () => ClientCost {
  const resolution = 10;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  return () => {
    delay.disable();
    const { user, system } = process.cpuUsage(cpuBefore);
    const p99 = delay.count === 0 ? 0 : delay.percentile(99) / 1e6;
    return {
      cpuMs: (user + system) / 1000,
      wallMs: performance.now() - wallBefore,
      // The monitor counts its own period in.
      loopDelayP99Ms: Math.max(0, p99 - resolution),
    };
  };
}
