// Proves that a seed repeats a run's choices, and that the order of pairs cancels drift out.
import { describe, expect, test } from "@jest/globals";
import { abbaOrders, randomBelow, seededRandom } from "./random";

const take = (count: number, seed: number): number[] =>
  Array.from({ length: count }, seededRandom(seed));

describe("seededRandom", () => {
  test("repeats its sequence for the same seed", () => {
    expect(take(100, 42)).toEqual(take(100, 42));
  });

  test("gives neighbouring seeds unlike sequences", () => {
    const [one, two] = [take(10_000, 1), take(10_000, 2)];
    const product = one.reduce(
      (sum, x, i) => sum + (x - 0.5) * ((two[i] ?? 0) - 0.5),
      0,
    );
    const correlation = product / 10_000 / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(0.04);
  });

  test("fills ten equal bins evenly, by a chi-squared test", () => {
    const digits = take(100_000, 7).map((x) => Math.floor(x * 10));
    let chiSquared = 0;
    for (let bin = 0; bin < 10; bin++) {
      const count = digits.filter((digit) => digit === bin).length;
      chiSquared += (count - 10_000) ** 2 / 10_000;
    }
    // The 99.9 % point of chi-squared with nine degrees of freedom.
    expect(chiSquared).toBeLessThan(27.88);
  });
});

test("randomBelow reaches every whole number and no other", () => {
  const random = seededRandom(3);
  const seen = new Set<number>();
  for (let i = 0; i < 1000; i++) seen.add(randomBelow(6, random));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

describe("abbaOrders", () => {
  test("gives one order a pair, odd counts included", () => {
    for (const pairs of [0, 1, 2, 7, 20]) {
      expect(abbaOrders(pairs, seededRandom(1))).toHaveLength(pairs);
    }
  });

  test("puts each side first once in every two pairs", () => {
    const orders = abbaOrders(20, seededRandom(9));
    for (let i = 0; i < 20; i += 2) {
      expect(new Set(orders.slice(i, i + 2))).toEqual(new Set(["ab", "ba"]));
    }
  });

  test("starts with either side about equally often", () => {
    const firsts = Array.from(
      { length: 1000 },
      (_, seed) => abbaOrders(2, seededRandom(seed))[0],
    );
    const abFirst = firsts.filter((order) => order === "ab").length;
    expect(abFirst).toBeGreaterThan(437);
    expect(abFirst).toBeLessThan(563);
  });
});
