// Proves that an effect called detectable is detected 80 times in 100.
import { describe, expect, test } from "@jest/globals";
import { abbaOrders } from "./abba";
import { compare } from "./compare";
import { detectableEffect, pairsNeeded } from "./detectable-effect";
import { seededRandom } from "./random";
import { syntheticPairs } from "./synthetic";

const TRIALS = 2000;

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
