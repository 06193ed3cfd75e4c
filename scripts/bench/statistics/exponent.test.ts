// Fits growth that is known, and counts how often the interval holds it.
import { describe, expect, test } from "@jest/globals";
import { fitExponent } from "./exponent";
import { seededRandom } from "./random";
import { normal } from "./synthetic";

const SIZES = [1_000, 10_000, 100_000];

describe("fitExponent", () => {
  test.each([0, 1, 2])("finds the exponent %d exactly without noise", (k) => {
    const observations = SIZES.map((size) => ({ size, figure: 3 * size ** k }));
    expect(fitExponent(observations).exponent).toBeCloseTo(k, 10);
  });

  test("holds the true exponent 95 times in 100", () => {
    const trials = 2000;
    let held = 0;
    for (let seed = 1; seed <= trials; seed++) {
      const random = seededRandom(seed);
      const observations = [...SIZES, ...SIZES, ...SIZES].map((size) => ({
        size,
        figure: size ** 0.7 * Math.exp(0.2 * normal(random)),
      }));
      const { low, high } = fitExponent(observations);
      if (low <= 0.7 && 0.7 <= high) held++;
    }
    expect(held / trials).toBeGreaterThan(0.926);
    expect(held / trials).toBeLessThan(0.974);
  });

  test("refuses too few observations, one size, and impossible figures", () => {
    const one = { size: 10, figure: 1 };
    const two = { size: 20, figure: 1 };
    expect(() => fitExponent([one, two])).toThrow("three observations");
    expect(() => fitExponent([one, one, one])).toThrow("two sizes");
    expect(() => fitExponent([one, two, { size: 30, figure: 0 }])).toThrow(
      RangeError,
    );
  });
});
