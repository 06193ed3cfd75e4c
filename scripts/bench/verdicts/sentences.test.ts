// Fixes how ratios and comparisons read.
import { describe, expect, test } from "@jest/globals";
import { compare } from "../statistics/compare";
import { inverted, percent, times, timesWithin } from "./format";
import { compareInWords } from "./sentences";

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

const sides = { a: "step 1", b: "step 2" };
const pairsOf = (ratio: number, spread = 1.1) => [
  { a: 100, b: 100 * ratio * spread },
  { a: 100, b: (100 * ratio) / spread },
  { a: 100, b: 100 * ratio },
];

test("a lower latency is faster, a higher one slower", () => {
  const metric = { measure: "p99", kind: "healthz" } as const;
  expect(compareInWords(metric, sides, compare(pairsOf(1 / 40)))).toBe(
    "step 2 is 40× (32–51×) faster than step 1 at p99 of healthz",
  );
  expect(compareInWords(metric, sides, compare(pairsOf(40)))).toBe(
    "step 2 is 40× (32–51×) slower than step 1 at p99 of healthz",
  );
});

test("amounts are told as they are, more or less", () => {
  const comparison = compare(pairsOf(0.5));
  expect(compareInWords({ measure: "throughput" }, sides, comparison)).toBe(
    "step 2 answers 0.50× (0.39–0.63×) as many requests a second as step 1",
  );
  expect(compareInWords({ measure: "cpuPerRequest" }, sides, comparison)).toBe(
    "step 2 takes 0.50× (0.39–0.63×) the CPU time per request of step 1",
  );
});

test("what cannot be told says what could have been", () => {
  const text = compareInWords({ measure: "p50" }, sides, compare(pairsOf(1)));
  expect(text).toBe(
    "cannot tell step 2 from step 1 by p50: 1× (0.79–1.27×); " +
      "3 pairs find a difference of 34 % or more",
  );
});
