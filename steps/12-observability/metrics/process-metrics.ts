// All metrics of this process: Node's own, the requests, what was shed, and log lines dropped.
import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Registry,
} from "@prometheus-io/client";
import type { ConcurrencyLimit } from "../overload/concurrency-limit";
import type { Snapshot } from "./merge-metrics";
import { type RequestMetrics, requestMetrics } from "./request-metrics";

export interface ProcessMetrics {
  readonly requests: RequestMetrics;
  readonly shed: Counter;
  snapshot(): Promise<Snapshot>;
}

export interface ProcessMetricsDeps {
  readonly concurrency: ConcurrencyLimit;
  /** How many log lines never reached the output. */
  readonly droppedLines: () => number;
}

export function processMetrics({
  concurrency,
  droppedLines,
}: ProcessMetricsDeps): ProcessMetrics {
  const register = new Registry();
  const registers = [register];
  // Among them event loop delay and garbage collection pauses.
  collectDefaultMetrics({ register });
  // Merging sums values, and quantiles of several processes do not add up: three
  // busy workers would show a utilization of 300 %. The histogram stays.
  register.removeSingleMetric("nodejs_eventloop_utilization_summary");
  const requests = requestMetrics(registers);
  const shed = new Counter({
    name: "http_requests_shed_total",
    help: "Requests refused because there were too many.",
    registers,
  });
  new Gauge({
    name: "http_requests_in_flight",
    help: "Requests that are being answered.",
    registers,
    collect() {
      this.set(concurrency.inFlight);
    },
  });
  new Counter({
    name: "log_lines_dropped_total",
    help: "Log lines that the output did not take.",
    registers,
    collect() {
      this.reset();
      this.inc(droppedLines());
    },
  });
  return {
    requests,
    shed,
    snapshot: () => register.getMetricsAsJSON(),
  };
}
