// All metrics of this process: what Node knows, the requests, and what was refused or dropped.
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { ConcurrencyLimit } from "../overload/concurrency-limit";
import type { Snapshot } from "./merge-metrics";
import { RequestMetrics } from "./request-metrics";

export interface ProcessMetrics {
  readonly requests: RequestMetrics;
  readonly shed: Counter;
  snapshot(): Promise<Snapshot>;
}

export interface ProcessMetricsParts {
  readonly limit: ConcurrencyLimit;
  /** How many log lines never reached the output. */
  readonly droppedLines: () => number;
}

export function processMetrics({
  limit,
  droppedLines,
}: ProcessMetricsParts): ProcessMetrics {
  const registers = [new Registry()];
  const [register = new Registry()] = registers;
  // Among them the delay of the event loop and the pauses for garbage.
  collectDefaultMetrics({ register });
  const requests = new RequestMetrics();
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
      this.set(limit.inFlight);
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
    snapshot: async () => [
      ...(await register.getMetricsAsJSON()),
      requests.toJson(),
    ],
  };
}
