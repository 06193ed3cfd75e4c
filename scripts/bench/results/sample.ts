// What one sample holds: a fresh server under one or two windows of load; and the figures that it yields.
import { z } from "zod";
import { lostRequests } from "../generator/ledger";
import {
  type KindResult,
  type LatencySummary,
  WindowResult,
} from "../generator/window-result";
import { cpuMsOf, type ProcessDelta, ServerDelta } from "../probe/snapshot";
import { sum } from "../statistics/averages";

/** A window of load and what the server's processes told of the same time. */
export const Window = z.object({
  load: WindowResult,
  /** Empty where the server is not ours to look into. */
  server: ServerDelta,
  /**
   * The share of all processor time that the hypervisor gave to others, 0 to
   * 1; null where the system does not say.
   */
  steal: z.number().min(0).max(1).nullable(),
  /**
   * Milliseconds of processor time that its database and store took meanwhile;
   * not there where it has none, and 0 where the system does not say.
   */
  services: z.number().nonnegative().optional(),
  /** Cores that other programs kept busy; null where that is not known. */
  others: z.number().nonnegative().nullable(),
});
export type Window = z.infer<typeof Window>;

export const Sample = z.object({
  /** How many users the server began with. */
  users: z.int().nonnegative(),
  /** As fast as it goes: capacity, and the CPU time per request. */
  closed: Window.optional(),
  /** Evenly paced below capacity: latency. */
  open: Window.optional(),
});
export type Sample = z.infer<typeof Sample>;

/** One sample of each side, the one directly after the other. */
export const PairedRun = z.object({
  order: z.enum(["ab", "ba"]),
  a: Sample,
  b: Sample,
  /**
   * Why the pair counts for nothing. Decided by circumstances (the client
   * saturated, time stolen), never by the figures that are compared.
   */
  rejected: z.string().optional(),
});
export type PairedRun = z.infer<typeof PairedRun>;

/** The pairs that count. */
export function usablePairs(runs: readonly PairedRun[]): PairedRun[] {
  return runs.filter(({ rejected }) => rejected === undefined);
}

/** The windows that a sample has. */
export function windowsOf({ closed, open }: Sample): Window[] {
  return [closed, open].filter((window) => window !== undefined);
}

export const measures = [
  /** Expected answers a second. */
  "throughput",
  /** Latencies in microseconds. */
  "p50",
  "p95",
  "p99",
  /** CPU time in microseconds, over all server processes. */
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

/**
 * The metric's figure in a sample; undefined where the sample has none, such
 * as a latency without an answer. Capacity and CPU time are taken from the
 * closed loop, latency and what goes with it from the open one, where a sample
 * has both.
 *
 * @throws RangeError where a metric of one kind names none of several.
 */
export function figure(sample: Sample, metric: Metric): number | undefined {
  const { closed, open } = sample;
  const full = closed ?? open;
  const paced = open ?? closed;
  switch (metric.measure) {
    case "throughput":
      return full && throughput(full, metric);
    case "cpuPerRequest":
      return full && cpuPerRequest(full);
    case "p50":
    case "p95":
    case "p99":
      return open && percentile(latencyOf(open, metric), metric.measure);
    case "rss":
      return paced && overProcesses(paced, "sum", ({ rssBytes }) => rssBytes);
    case "utilization":
      return (
        paced && overProcesses(paced, "max", ({ utilization }) => utilization)
      );
    case "loopDelay":
      return (
        open && overProcesses(open, "max", ({ loopDelay }) => loopDelay.p99Ms)
      );
    case "lost":
      return sum(
        windowsOf(sample).map((window) =>
          lostRequests(ledgerOf(window, metric)),
        ),
      );
  }
}

function throughput({ load }: Window, metric: Metric): number | undefined {
  const { ok } = ledgerOf({ load }, metric);
  return load.sendingMs === 0 ? undefined : (ok * 1000) / load.sendingMs;
}

function ledgerOf(
  { load }: Pick<Window, "load">,
  { kind }: Metric,
): WindowResult["ledger"] {
  return kind === undefined ? load.ledger : kindOf(load, kind).ledger;
}

function latencyOf({ load }: Window, { kind }: Metric): LatencySummary {
  const names = Object.keys(load.kinds);
  const [only] = names;
  if (kind !== undefined) return kindOf(load, kind).latency;
  if (only !== undefined && names.length === 1) {
    return kindOf(load, only).latency;
  }
  throw new RangeError(`a latency of which kind: ${names.join(", ")}?`);
}

function kindOf({ kinds }: WindowResult, name: string): KindResult {
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

/**
 * Per request that the server itself began: both of its counts were taken
 * when it was at rest.
 */
function cpuPerRequest({ server }: Window): number | undefined {
  const { processes, ended } = server;
  const requests = sum(processes.map((one) => one.requestsStarted));
  // What an ended process spent is not known.
  if (requests === 0 || ended.length > 0) return undefined;
  return (cpuMsOf(processes) * 1000) / requests;
}

function overProcesses(
  { server }: Window,
  how: "sum" | "max",
  figureOf: (one: ProcessDelta) => number,
): number | undefined {
  const figures = server.processes.map(figureOf);
  if (figures.length === 0) return undefined;
  return how === "sum" ? sum(figures) : Math.max(...figures);
}
