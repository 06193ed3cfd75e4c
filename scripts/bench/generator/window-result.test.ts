// Proves that latencies keep three digits, and that windows of one load add up.
import { describe, expect, test } from "@jest/globals";
import { decodeFromCompressedBase64 } from "hdr-histogram-js";
import { syntheticSample } from "../fixtures/synthetic";
import {
  LatencyHistogram,
  mergeWindows,
  type WindowResult,
} from "./window-result";

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

function windowOf(latency: number, answers: number): WindowResult {
  const { open } = syntheticSample({ latency, answers, lost: 1 });
  if (!open) throw new Error("the synthetic sample has a window");
  return open.load;
}

test("ledgers, latencies, times and costs add up", () => {
  const merged = mergeWindows([windowOf(1000, 30), windowOf(9000, 10)]);
  expect(merged.ledger).toMatchObject({ sent: 42, ok: 40, reset: 2 });
  expect(merged.kinds.page?.ledger).toEqual(merged.ledger);
  expect(merged.kinds.page?.latency).toMatchObject({ count: 40, p50: 1000 });
  expect(merged.kinds.page?.latency.p90).toBeGreaterThan(8000);
  expect(merged).toMatchObject({ sendingMs: 2000, client: { cpuMs: 20 } });
});

test("one window that is unusable makes all of them so", () => {
  const lost = { ...windowOf(1000, 1), unusable: "requests were lost" };
  expect(mergeWindows([windowOf(1000, 1), lost]).unusable).toBe(
    "requests were lost",
  );
});
