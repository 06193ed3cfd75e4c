// Starts OpenTelemetry where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; where it does not, tracing is off.
import type { Tracing } from "./open-telemetry";

/**
 * A worker imports this file before all others: OpenTelemetry patches `http`,
 * express, pg and ioredis while they are loaded. Loaded earlier, they stay as they
 * are, and have no spans.
 */
export const tracing: Tracing | undefined = process.env
  .OTEL_EXPORTER_OTLP_ENDPOINT
  ? start()
  : undefined;

/** Loads the packages only now: where tracing is off, they cost nothing. */
function start(): Tracing {
  const {
    startTracing,
  }: typeof import("./open-telemetry") = require("./open-telemetry");
  return startTracing();
}
