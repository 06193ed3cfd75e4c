// Merges the metrics of several processes into the text that Prometheus reads.
import { Registry } from "@prometheus-io/client";

/** A metric as the library gives it to JSON. */
export interface MetricJson {
  readonly name: string;
  readonly help: string;
  /** "counter", "gauge" and so on; the library's types take it for a number. */
  readonly type: string | number;
  /** How values of several processes become one: "sum", "average", "first". */
  readonly aggregator: string;
  readonly values: readonly {
    readonly value: number;
    readonly labels: Readonly<Partial<Record<string, string | number>>>;
    readonly metricName?: string;
  }[];
}

/** All metrics of a process at one time. */
export type Snapshot = readonly MetricJson[];

/** The client library knows of each metric how to make one value of several. */
export function mergeMetrics(snapshots: readonly Snapshot[]): Promise<string> {
  return merged(snapshots).metrics();
}

/** What stays true of processes that have ended: what they had counted. */
export function keepCounts(snapshots: readonly Snapshot[]): Promise<Snapshot> {
  return merged(
    snapshots.map((metrics) => metrics.filter(({ type }) => type !== "gauge")),
  ).getMetricsAsJSON();
}

function merged(snapshots: readonly Snapshot[]) {
  return Registry.aggregate(snapshots.map((metrics) => [...metrics]));
}
