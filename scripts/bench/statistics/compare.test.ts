// Proves what comparisons conclude on measurements whose truth is known.
import { describe, expect, test } from "@jest/globals";
import {
  heavyTailed,
  type SyntheticOptions,
  syntheticPairs,
} from "../fixtures/synthetic";
import { compare, detectableEffect, isWithin, pairsNeeded } from "./compare";
import { abbaOrders, type Order, seededRandom } from "./random";

const TRIALS = 2000;

/** How often each conclusion is drawn, as shares of all trials. */
function conclusions(
  count: number,
  options: SyntheticOptions,
  ordersOf: (seed: number) => Order[] = (seed) =>
    abbaOrders(count, seededRandom(seed)),
): Record<"higher" | "lower" | "cannot tell", number> {
  const shares = { higher: 0, lower: 0, "cannot tell": 0 };
  for (let seed = 1; seed <= TRIALS; seed++) {
    const random = seededRandom(seed + 100_000);
    const pairs = syntheticPairs(ordersOf(seed), random, options);
    shares[compare(pairs).direction] += 1 / TRIALS;
  }
  return shares;
}

describe("compare", () => {
  test("finds the exact ratio where there is no noise", () => {
    const pairs = [
      { a: 10, b: 20 },
      { a: 7, b: 14 },
    ];
    expect(compare(pairs)).toMatchObject({ pairs: 2, direction: "higher" });
    expect(compare(pairs).ratio).toBeCloseTo(2, 12);
  });

  test("treats twice and half as equally far apart", () => {
    const { ratio } = compare([
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ]);
    expect(ratio).toBeCloseTo(1, 12);
  });

  test("cannot tell from one pair", () => {
    expect(compare([{ a: 1, b: 9 }])).toMatchObject({
      low: 0,
      high: Number.POSITIVE_INFINITY,
      direction: "cannot tell",
    });
  });

  test("refuses figures that have no ratio", () => {
    expect(() => compare([{ a: 0, b: 1 }])).toThrow(RangeError);
    expect(() => compare([{ a: 1, b: Number.NaN }])).toThrow(RangeError);
    expect(() => compare([])).toThrow(RangeError);
  });

  // Five standard errors of a share around 5 % of 2000 trials are 2.4 points.
  test.each([6, 12, 20])(
    "concludes a difference of equals 5 times in 100, n = %d",
    (count) => {
      const { higher, lower } = conclusions(count, { noise: 0.15 });
      expect(higher + lower).toBeGreaterThan(0.03);
      expect(higher + lower).toBeLessThan(0.07);
    },
  );

  test("concludes no more differences of equals on a busy machine", () => {
    const { higher, lower } = conclusions(8, { draw: heavyTailed });
    expect(higher + lower).toBeLessThan(0.06);
  });

  test("is not deceived by a machine that slows down, thanks to ABBA", () => {
    const drift = { noise: 0.02, drift: 0.03 };
    const abba = conclusions(12, drift);
    const always: Order[] = new Array<Order>(12).fill("ab");
    const fixed = conclusions(12, drift, () => always);
    expect(abba.higher + abba.lower).toBeLessThan(0.07);
    expect(fixed.higher).toBeGreaterThan(0.9);
  });

  test("finds 10 % among 5 % noise in nearly every run of 12 pairs", () => {
    const { higher, lower } = conclusions(12, { ratio: 1.1, noise: 0.05 });
    expect(higher).toBeGreaterThan(0.97);
    expect(lower).toBe(0);
  });

  test("covers the true ratio 95 times in 100", () => {
    let covered = 0;
    for (let seed = 1; seed <= TRIALS; seed++) {
      const random = seededRandom(seed);
      const orders = abbaOrders(8, random);
      const pairs = syntheticPairs(orders, random, { ratio: 41, noise: 0.3 });
      const { low, high } = compare(pairs);
      if (low <= 41 && 41 <= high) covered++;
    }
    expect(covered / TRIALS).toBeGreaterThan(0.926);
    expect(covered / TRIALS).toBeLessThan(0.974);
  });
});

describe("isWithin", () => {
  /** How often runs with that true ratio are called equal within 5 %. */
  function equalRate(ratio: number): number {
    let equal = 0;
    for (let seed = 1; seed <= TRIALS; seed++) {
      const random = seededRandom(seed);
      const orders = abbaOrders(12, random);
      const pairs = syntheticPairs(orders, random, { ratio, noise: 0.02 });
      if (isWithin(compare(pairs), 0.05)) equal++;
    }
    return equal / TRIALS;
  }

  test("calls equals equal", () => {
    expect(equalRate(1)).toBeGreaterThan(0.97);
  });

  test("calls a difference as large as the margin equal in at most 2.5 %", () => {
    expect(equalRate(1.05)).toBeLessThan(0.04);
    expect(equalRate(1 / 1.05)).toBeLessThan(0.04);
  });
});

function detectionRate(
  pairs: number,
  ratio: number,
  confidence: number,
): number {
  let found = 0;
  for (let seed = 1; seed <= TRIALS; seed++) {
    const random = seededRandom(seed);
    const orders = abbaOrders(pairs, random);
    const measured = syntheticPairs(orders, random, { ratio, noise: 0.1 });
    if (compare(measured, confidence).direction === "higher") found++;
  }
  return found / TRIALS;
}

describe("detectableEffect", () => {
  // A log-ratio has the noise of two runs: 0.1 · √2. Five standard errors of
  // a share around 80 % of 2000 trials are 4.5 points.
  test.each([
    [6, 0.95],
    [12, 0.95],
    [20, 0.95],
    [12, 0.99],
  ])("names what %d pairs find 80 times in 100 at %d", (pairs, confidence) => {
    const effect = detectableEffect(pairs, 0.1 * Math.SQRT2, { confidence });
    const rate = detectionRate(pairs, 1 + effect, confidence);
    expect(rate).toBeGreaterThan(0.75);
    expect(rate).toBeLessThan(0.85);
  });

  test("finds smaller effects with more pairs, and none with one", () => {
    expect(detectableEffect(20, 0.1)).toBeLessThan(detectableEffect(6, 0.1));
    expect(detectableEffect(1, 0.1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("pairsNeeded", () => {
  test("is the first count whose detectable effect is small enough", () => {
    const pairs = pairsNeeded(0.05, 0.2);
    expect(detectableEffect(pairs, 0.2)).toBeLessThanOrEqual(0.05);
    expect(detectableEffect(pairs - 1, 0.2)).toBeGreaterThan(0.05);
  });

  test("refuses an effect that no number of pairs finds", () => {
    expect(() => pairsNeeded(0, 0.2)).toThrow(RangeError);
  });
});
