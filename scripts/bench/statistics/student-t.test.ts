// Proves the distribution against printed tables, and the interval against what it promises.
import { describe, expect, test } from "@jest/globals";
import { heavyTailed, normal } from "../fixtures/synthetic";
import { quantile } from "./averages";
import { type Random, randomBelow, seededRandom } from "./random";
import { centralProbability, meanInterval, studentQuantile } from "./student-t";

describe("studentQuantile", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
  test.each([
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 5, 2.571],
    [0.975, 7, 2.365],
    [0.975, 11, 2.201],
    [0.975, 19, 2.093],
    [0.995, 5, 4.032],
    [0.9, 5, 1.476],
    [0.975, 100, 1.984],
  ])("%d with %d degrees is %d", (probability, degrees, tabled) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(tabled, 3);
  });

  test("is symmetric about zero", () => {
    expect(studentQuantile(0.025, 6)).toBe(-studentQuantile(0.975, 6));
    expect(studentQuantile(0.5, 6)).toBeCloseTo(0, 12);
  });

  test("refuses probabilities and degrees that mean nothing", () => {
    expect(() => studentQuantile(1, 5)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 0)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 2.5)).toThrow(RangeError);
  });
});

test("centralProbability undoes studentQuantile", () => {
  for (const degrees of [1, 2, 3, 8, 30]) {
    const t = studentQuantile(0.95, degrees);
    expect(centralProbability(t, degrees)).toBeCloseTo(0.9, 10);
  }
});

const TRIALS = 2000;

type Bounds = { low: number; high: number };

/** The share of trials whose interval leaves the true mean, 0, outside. */
function missRate(
  count: number,
  draw: (random: Random) => number,
  interval: (values: number[], random: Random) => Bounds,
): number {
  let misses = 0;
  for (let seed = 1; seed <= TRIALS; seed++) {
    const random = seededRandom(seed);
    const values = Array.from({ length: count }, () => draw(random));
    const { low, high } = interval(values, random);
    if (low > 0 || high < 0) misses++;
  }
  return misses / TRIALS;
}

function percentileBootstrap(values: number[], random: Random): Bounds {
  const means = Array.from({ length: 200 }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      sum += values[randomBelow(values.length, random)] ?? 0;
    }
    return sum / values.length;
  });
  return { low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

describe("meanInterval", () => {
  test("gives the textbook interval", () => {
    // t(0.975; 4) = 2.776, s = 1.5811, n = 5.
    const interval = meanInterval([1, 2, 3, 4, 5]);
    expect(interval.mean).toBe(3);
    expect(interval.low).toBeCloseTo(1.0368, 4);
    expect(interval.high).toBeCloseTo(4.9632, 4);
  });

  // Five standard errors of a share around 5 % of 2000 trials are 2.4 points.
  test.each([6, 8, 12, 20])(
    "misses about 5 %% of normal truths at n = %d",
    (count) => {
      const rate = missRate(count, normal, (values) => meanInterval(values));
      expect(rate).toBeGreaterThan(0.03);
      expect(rate).toBeLessThan(0.07);
    },
  );

  test.each([6, 8, 12, 20])(
    "misses at most that under heavy tails at n = %d",
    (count) => {
      const rate = missRate(count, heavyTailed, (values) =>
        meanInterval(values),
      );
      expect(rate).toBeGreaterThan(0.02);
      expect(rate).toBeLessThan(0.06);
    },
  );

  test("misses about 1 % at 99 % confidence", () => {
    const rate = missRate(8, normal, (values) => meanInterval(values, 0.99));
    expect(rate).toBeGreaterThan(0.003);
    expect(rate).toBeLessThan(0.018);
  });

  test("is right where the percentile bootstrap is too narrow", () => {
    const rate = missRate(6, normal, percentileBootstrap);
    expect(rate).toBeGreaterThan(0.1);
  });

  test("bounds nothing with a single observation", () => {
    expect(meanInterval([2])).toMatchObject({
      mean: 2,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
  });

  test("refuses to make a mean of nothing", () => {
    expect(() => meanInterval([])).toThrow(RangeError);
  });
});
