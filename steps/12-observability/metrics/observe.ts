// Measures this process: what it served, what all workers served, and whether it is overloaded.
import type { z } from "zod";
import type { ObservedEnvironment } from "../config/observed-environment";
import type { ShedLoadOptions } from "../middleware/shed-load";
import { ConcurrencyLimit } from "../overload/concurrency-limit";
import { measureEventLoopLag } from "../overload/event-loop-lag";
import { workersMetrics } from "./cluster-metrics";
import { processMetrics } from "./process-metrics";
import type { RequestMetrics } from "./request-metrics";

export interface ObserveOptions {
  readonly env: z.infer<typeof ObservedEnvironment>;
  /** How many log lines never reached the output. */
  readonly droppedLines: () => number;
}

export interface Observation {
  readonly requests: RequestMetrics;
  /** The metrics of all workers, as text. */
  readonly metrics: () => Promise<string>;
  readonly overload: ShedLoadOptions;
}

export function observe({ env, droppedLines }: ObserveOptions): Observation {
  const concurrency = new ConcurrencyLimit({ targetMs: env.TARGET_MS });
  const measured = processMetrics({ concurrency, droppedLines });
  return {
    requests: measured.requests,
    metrics: workersMetrics(measured.snapshot),
    overload: {
      concurrency,
      lag: measureEventLoopLag(),
      maxLagMs: env.MAX_LAG_MS,
      onShed: () => measured.shed.inc(),
    },
  };
}
