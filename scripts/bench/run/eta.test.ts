// Proves that a run is held to its announced time by its windows alone.
import { describe, expect, test } from "@jest/globals";
import { Eta, totalMs } from "./eta";

const segment = { samples: 10, overheadMs: 500, windowsMs: 1000 };

/** An ETA, and a clock that is moved by hand. */
function etaOf(...segments: (typeof segment)[]) {
  const time = { now: 0 };
  return { eta: new Eta(segments, () => time.now), time };
}

describe("an ETA", () => {
  test("plans the sum of all samples", () => {
    expect(totalMs([segment, segment])).toBe(30_000);
    expect(etaOf(segment).eta.leftMs).toBe(15_000);
  });

  test("leaves the windows alone while all goes as planned", () => {
    const { eta, time } = etaOf(segment);
    time.now = 3000;
    eta.completed(2);
    expect(eta.scale()).toBeCloseTo(1);
    expect(eta.shareDone(15_000)).toBeCloseTo(0.2);
  });

  test("shortens them where the rest took longer, but not below half", () => {
    const { eta, time } = etaOf(segment);
    eta.completed(2);
    time.now = 5000;
    expect(eta.scale()).toBeCloseTo(0.75);
    time.now = 14_000;
    expect(eta.scale()).toBe(0.5);
  });

  test("lengthens them where there is time left, up to fourfold", () => {
    const { eta } = etaOf(segment);
    eta.completed(2);
    expect(eta.scale()).toBeCloseTo(1.375);
    eta.completed(7);
    expect(eta.scale()).toBe(4);
  });

  test("goes from one segment to the next, and ends", () => {
    const { eta, time } = etaOf(segment, segment);
    time.now = 15_000;
    eta.completed(10);
    expect(eta.scale()).toBeCloseTo(1);
    time.now = 40_000;
    eta.completed(10);
    expect(eta.shareDone(30_000)).toBe(1);
    expect(eta.leftMs).toBe(0);
    expect(eta.scale()).toBe(1);
  });
});
