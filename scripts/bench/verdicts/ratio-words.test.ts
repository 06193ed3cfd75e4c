// Fixes how ratios read.
import { describe, expect, test } from "@jest/globals";
import { inverted, percent, times, timesWithin } from "./ratio-words";

describe("times", () => {
  test.each([
    [41.3, "41×"],
    [10, "10×"],
    [9.96, "10×"],
    [3.14, "3.1×"],
    [1.8, "1.80×"],
    [1.034, "1.03×"],
    [0.0912, "0.091×"],
    [2, "2×"],
    [Number.POSITIVE_INFINITY, "∞×"],
  ])("writes %d as %s", (ratio, text) => {
    expect(times(ratio)).toBe(text);
  });
});

test("an interval stands behind its ratio", () => {
  const bounds = { ratio: 41.2, low: 30.4, high: 55.1 };
  expect(timesWithin(bounds)).toBe("41× (30–55×)");
});

test("an inverted interval keeps its ends in order", () => {
  expect(inverted({ ratio: 0.1, low: 0.05, high: 0.2 })).toEqual({
    ratio: 10,
    low: 5,
    high: 20,
  });
});

describe("percent", () => {
  test.each([
    [0.05, "5 %"],
    [0.0042, "0.4 %"],
    [0.176, "18 %"],
    [Number.POSITIVE_INFINITY, "∞ %"],
  ])("writes %d as %s", (share, text) => {
    expect(percent(share)).toBe(text);
  });
});
