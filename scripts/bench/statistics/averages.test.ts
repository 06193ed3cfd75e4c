// Checks the quantiles against R's, and sums and means by hand.
import { describe, expect, test } from "@jest/globals";
import { mean, median, quantile, sum } from "./averages";

describe("quantile", () => {
  test("interpolates as R does", () => {
    const values = [10, 1, 7, 3];
    expect(quantile(values, 0)).toBe(1);
    expect(quantile(values, 0.25)).toBe(2.5);
    expect(quantile(values, 0.9)).toBeCloseTo(9.1, 10);
    expect(quantile(values, 1)).toBe(10);
  });

  test("sorts by size, and leaves its argument as it was", () => {
    const values = [100, 20, 3];
    expect(median(values)).toBe(20);
    expect(values).toEqual([100, 20, 3]);
  });

  test("refuses no values and impossible probabilities", () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
  });
});

describe("sum and mean", () => {
  test("of several values", () => {
    expect(sum([1, 2, 6])).toBe(9);
    expect(mean([1, 2, 6])).toBe(3);
  });

  test("of none: 0, and no number", () => {
    expect(sum([])).toBe(0);
    expect(mean([])).toBeNaN();
  });
});
