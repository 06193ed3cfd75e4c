// Traces what a worker does, by OpenTelemetry: spans of requests, queries and Redis commands, sent to a collector.
import { setTimeout as sleep } from "node:timers/promises";
import { diag, trace } from "@opentelemetry/api";
import {
  ExpressInstrumentation,
  ExpressLayerType,
} from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { IORedisInstrumentation } from "@opentelemetry/instrumentation-ioredis";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { NodeSDK } from "@opentelemetry/sdk-node";
import type { Logger } from "winston";

/** By the names that OpenTelemetry gives them in logs. */
export interface SpanIds {
  readonly trace_id: string;
  readonly span_id: string;
  /** 01: the trace is sampled, so the collector has it. */
  readonly trace_flags: string;
}

export interface Tracing {
  /** Of the span that the caller runs in; undefined outside of every request. */
  readonly spanIds: () => SpanIds | undefined;
  /** Logs what keeps spans from the collector; the SDK tells nobody. */
  readonly logErrors: (logger: Logger) => void;
  /** Sends the last spans, if the collector takes them in time. */
  readonly flush: () => Promise<void>;
}

/** A collector that has not taken the last spans by then does not get them. */
const FLUSH_TIMEOUT_MS = 1500;

/** What load balancers and Prometheus ask, again and again. */
const UNTRACED = /^\/(healthz|readyz|metrics)\b/;

export function startTracing(): Tracing {
  // The SDK reads OTEL_* by itself; these two have a default of ours. The SDK's own
  // sampler believes any client that says "do not trace this" in its traceparent.
  process.env.OTEL_SERVICE_NAME ??= "users-api";
  process.env.OTEL_TRACES_SAMPLER ??= "always_on";
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = "" }) => UNTRACED.test(url),
      }),
      // Spans of middleware would cost more than most of it takes: routes only.
      new ExpressInstrumentation({
        ignoreLayersType: [
          ExpressLayerType.MIDDLEWARE,
          ExpressLayerType.ROUTER,
        ],
      }),
      new PgInstrumentation({ requireParentSpan: true }),
      new IORedisInstrumentation({ requireParentSpan: true }),
    ],
    // Metrics and logs go their own ways.
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return { spanIds, logErrors, flush: () => flush(sdk) };
}

function spanIds(): SpanIds | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context) return undefined;
  return {
    trace_id: context.traceId,
    span_id: context.spanId,
    trace_flags: context.traceFlags.toString(16).padStart(2, "0"),
  };
}

function logErrors(logger: Logger): void {
  const ignore = () => {};
  diag.setLogger({
    error: (reason) => logger.warn("spans were lost", { reason }),
    warn: ignore,
    info: ignore,
    debug: ignore,
    verbose: ignore,
  });
}

async function flush(sdk: NodeSDK): Promise<void> {
  const timer = new AbortController();
  const late = sleep(FLUSH_TIMEOUT_MS, undefined, { signal: timer.signal });
  await Promise.race([sdk.shutdown(), late]).catch(() => {}); // Logged.
  timer.abort();
}
