// The figures that a sample yields, and which way each of them is better.
import { z } from "zod";
import type { LatencySummary } from "./generator/latency-histogram";
import { lostRequests } from "./generator/ledger";
import type { Sample } from "./sample";

export const measures = [
  /** Expected answers a second. */
  "throughput",
  /** Latencies in microseconds. */
  "p50",
  "p95",
  "p99",
  /** CPU time in microseconds, over all server processes, per answer. */
  "cpuPerRequest",
  /** Resident memory in bytes, over all server processes. */
  "rss",
  /** Event-loop utilization of the busiest process, 0 to 1. */
  "utilization",
  /** Event-loop delay of the worst process, 99th percentile, milliseconds. */
  "loopDelay",
  /** Requests without a complete answer. */
  "lost",
] as const;

export type Measure = (typeof measures)[number];

/** A measure, of one kind of request where the load has several. */
export const Metric = z.object({
  measure: z.enum(measures),
  kind: z.string().optional(),
});
export type Metric = z.infer<typeof Metric>;

/** Which way is better. */
export function better(measure: Measure): "higher" | "lower" {
  return measure === "throughput" ? "higher" : "lower";
}

/**
 * The metric's figure in a sample; undefined where the sample has none, such
 * as a latency without an answer.
 *
 * @throws RangeError where a metric of one kind names none of several.
 */
export function figure(sample: Sample, metric: Metric): number | undefined {
  const { load, server } = sample;
  const { processes } = server;
  switch (metric.measure) {
    case "throughput":
      return perSecond(ledgerOf(sample, metric).ok, load.sendingMs);
    case "p50":
    case "p95":
    case "p99":
      return percentile(latencyOf(sample, metric), metric.measure);
    case "cpuPerRequest":
      return cpuPerAnswer(sample);
    case "rss":
      return sum(processes.map(({ rssBytes }) => rssBytes));
    case "utilization":
      return Math.max(...processes.map(({ utilization }) => utilization));
    case "loopDelay":
      return Math.max(...processes.map(({ loopDelay }) => loopDelay.p99Ms));
    case "lost":
      return lostRequests(ledgerOf(sample, metric));
  }
}

function ledgerOf(
  { load }: Sample,
  { kind }: Metric,
): Sample["load"]["ledger"] {
  if (kind === undefined) return load.ledger;
  return kindOf(load, kind).ledger;
}

function latencyOf({ load }: Sample, { kind }: Metric): LatencySummary {
  const names = Object.keys(load.kinds);
  const [only] = names;
  if (kind !== undefined) return kindOf(load, kind).latency;
  if (only !== undefined && names.length === 1) {
    return kindOf(load, only).latency;
  }
  throw new RangeError(`a latency of which kind: ${names.join(", ")}?`);
}

function kindOf(
  { kinds }: Sample["load"],
  name: string,
): Sample["load"]["kinds"][string] {
  const kind = kinds[name];
  if (kind) return kind;
  const names = Object.keys(kinds).join(", ");
  throw new RangeError(`no kind ${name} in the load, only: ${names}`);
}

function percentile(
  latency: LatencySummary,
  name: "p50" | "p95" | "p99",
): number | undefined {
  return latency.count === 0 ? undefined : latency[name];
}

function perSecond(count: number, milliseconds: number): number | undefined {
  return milliseconds === 0 ? undefined : (count * 1000) / milliseconds;
}

function cpuPerAnswer({ load, server }: Sample): number | undefined {
  const answers = load.ledger.ok + load.ledger.unexpectedStatus;
  const cpuMs = sum(
    server.processes.map(
      ({ cpuUserMs, cpuSystemMs }) => cpuUserMs + cpuSystemMs,
    ),
  );
  // What an ended process spent is not known.
  if (answers === 0 || server.ended.length > 0) return undefined;
  return (cpuMs * 1000) / answers;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
