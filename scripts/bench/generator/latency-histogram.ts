// Latencies in microseconds, to three significant digits at any size.
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
} from "hdr-histogram-js";
import { z } from "zod";

const microseconds = z.number().nonnegative();

/** All in microseconds; zeros where `count` is 0. */
export const LatencySummary = z.object({
  count: z.int().nonnegative(),
  mean: microseconds,
  p50: microseconds,
  p90: microseconds,
  p95: microseconds,
  p99: microseconds,
  p999: microseconds,
  max: microseconds,
  /** The whole distribution: HdrHistogram's V2 encoding, compressed, base64. */
  histogram: z.string(),
});
export type LatencySummary = z.infer<typeof LatencySummary>;

/** An HdrHistogram (Gil Tene) of whole microseconds. */
export class LatencyHistogram {
  readonly #histogram = build({
    lowestDiscernibleValue: 1,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
  });

  record(microseconds: number): void {
    this.#histogram.recordValue(Math.max(0, Math.round(microseconds)));
  }

  /** Adds the whole distribution behind a summary. */
  add({ histogram }: Pick<LatencySummary, "histogram">): void {
    this.#histogram.add(decodeFromCompressedBase64(histogram));
  }

  summary(): LatencySummary {
    const histogram = this.#histogram;
    const at = (percentile: number): number =>
      histogram.getValueAtPercentile(percentile);
    return {
      count: histogram.totalCount,
      mean: histogram.totalCount === 0 ? 0 : histogram.mean,
      p50: at(50),
      p90: at(90),
      p95: at(95),
      p99: at(99),
      p999: at(99.9),
      max: histogram.maxValue,
      histogram: encodeIntoCompressedBase64(histogram),
    };
  }
}
