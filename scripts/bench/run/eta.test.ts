// Proves that a run is held to its announced time by its windows alone.
import { describe, expect, test } from "@jest/globals";
import { Pace, total } from "./eta";

const stretch = { samples: 10, overheadMs: 500, windowsMs: 1000 };

/** A pace, and a clock that is moved by hand. */
function paceOf(...stretches: (typeof stretch)[]) {
  const time = { now: 0 };
  return { pace: new Pace(stretches, () => time.now), time };
}

describe("a pace", () => {
  test("plans the sum of all samples", () => {
    expect(total([stretch, stretch])).toBe(30_000);
    expect(paceOf(stretch).pace.leftMs).toBe(15_000);
  });

  test("leaves the windows alone while all goes as planned", () => {
    const { pace, time } = paceOf(stretch);
    time.now = 3000;
    pace.took(2);
    expect(pace.scale()).toBeCloseTo(1);
    expect(pace.doneOf(15_000)).toBeCloseTo(0.2);
  });

  test("shortens them where the rest took longer, but not below half", () => {
    const { pace, time } = paceOf(stretch);
    pace.took(2);
    time.now = 5000;
    expect(pace.scale()).toBeCloseTo(0.75);
    time.now = 14_000;
    expect(pace.scale()).toBe(0.5);
  });

  test("lengthens them where there is time left, up to fourfold", () => {
    const { pace } = paceOf(stretch);
    pace.took(2);
    expect(pace.scale()).toBeCloseTo(1.375);
    pace.took(7);
    expect(pace.scale()).toBe(4);
  });

  test("goes from one stretch to the next, and ends", () => {
    const { pace, time } = paceOf(stretch, stretch);
    time.now = 15_000;
    pace.took(10);
    expect(pace.scale()).toBeCloseTo(1);
    time.now = 40_000;
    pace.took(10);
    expect(pace.doneOf(30_000)).toBe(1);
    expect(pace.leftMs).toBe(0);
    expect(pace.scale()).toBe(1);
  });
});
