// Merges the metrics of several processes into the text that Prometheus reads.
import { Registry } from "@prometheus-io/client";

/** A metric as the library exports it as JSON. */
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

/** The library aggregates each metric as the metric says: sum, average, first. */
export function mergeMetrics(snapshots: readonly Snapshot[]): Promise<string> {
  return merged(snapshots).metrics();
}

/** Of processes that have ended, counters stay true and gauges do not. */
export function keepCounts(snapshots: readonly Snapshot[]): Promise<Snapshot> {
  return merged(
    snapshots.map((metrics) => metrics.filter(({ type }) => type !== "gauge")),
  ).getMetricsAsJSON();
}

function merged(snapshots: readonly Snapshot[]) {
  return Registry.aggregate(snapshots.map((metrics) => [...metrics]));
}
