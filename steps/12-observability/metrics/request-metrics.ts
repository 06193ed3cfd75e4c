// A histogram of request durations by method, route and status; histograms add up over processes.
import { Histogram, type Registry } from "@prometheus-io/client";

export type RequestMetrics = Histogram<"method" | "route" | "status">;

export function requestMetrics(registers: Registry[]): RequestMetrics {
  return new Histogram({
    name: "http_request_duration_seconds",
    help: "Requests by the pattern of their route, and how long they took.",
    labelNames: ["method", "route", "status"],
    registers,
  });
}
