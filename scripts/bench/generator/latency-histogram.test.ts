// Proves the resolution and range of the latency histogram.
import { describe, expect, test } from "@jest/globals";
import { decodeFromCompressedBase64 } from "hdr-histogram-js";
import { LatencyHistogram } from "./latency-histogram";

describe("LatencyHistogram", () => {
  test("tells microseconds apart", () => {
    const latencies = new LatencyHistogram();
    for (let micros = 1; micros <= 1000; micros++) latencies.record(micros);
    expect(latencies.summary()).toMatchObject({
      count: 1000,
      mean: 500.5,
      p50: 500,
      p99: 990,
      max: 1000,
    });
  });

  test("keeps three digits of minutes", () => {
    const latencies = new LatencyHistogram();
    latencies.record(120_000_000);
    const { p50 } = latencies.summary();
    expect(Math.abs(p50 / 120_000_000 - 1)).toBeLessThan(0.001);
  });

  test("carries its distribution along", () => {
    const latencies = new LatencyHistogram();
    for (let micros = 1; micros <= 100; micros++) latencies.record(micros);
    const { histogram } = latencies.summary();
    const copy = decodeFromCompressedBase64(histogram);
    expect(copy.totalCount).toBe(100);
    expect(copy.getValueAtPercentile(90)).toBe(90);
  });

  test("is all zeros when nothing was recorded", () => {
    const summary = new LatencyHistogram().summary();
    expect(summary).toMatchObject({ count: 0, mean: 0, p99: 0, max: 0 });
  });
});
