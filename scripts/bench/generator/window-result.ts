// What one window of load came to: outcomes, latencies, the client's own cost.
import { z } from "zod";
import { LatencySummary } from "./latency-histogram";
import { LedgerCounts } from "./ledger";

const milliseconds = z.number().nonnegative();

/** What the client itself spent: a saturated client measures itself. */
export const ClientCost = z.object({
  /** User and system time of the whole process, pacing thread included. */
  cpuMs: milliseconds,
  wallMs: milliseconds,
  /** The 99th percentile of the client's own event-loop delay. */
  loopDelayP99Ms: milliseconds,
  /**
   * Open loop only: how late requests were taken up after their intended
   * times, in microseconds. Their latencies contain it.
   */
  lateness: LatencySummary.omit({ histogram: true }).optional(),
});
export type ClientCost = z.infer<typeof ClientCost>;

export const KindResult = z.object({
  ledger: LedgerCounts,
  /**
   * Of expected answers, and of requests timed out, at the time they were given
   * up: leaving those out would flatter a server that answers nobody late.
   * Open loop: from the intended send time. Closed loop: from the send.
   */
  latency: LatencySummary,
});
export type KindResult = z.infer<typeof KindResult>;

export const WindowResult = z.object({
  loop: z.enum(["open", "closed"]),
  startedAt: z.iso.datetime(),
  /** The time over which requests were sent. */
  sendingMs: milliseconds,
  /** The same and the wait for the last outcome. */
  elapsedMs: milliseconds,
  ledger: LedgerCounts,
  kinds: z.record(z.string(), KindResult),
  client: ClientCost,
  /** Why the figures of this window mean nothing, where that is so. */
  unusable: z.string().optional(),
});
export type WindowResult = z.infer<typeof WindowResult>;
