// Proves that the orders are balanced, random and repeatable.
import { describe, expect, test } from "@jest/globals";
import { abbaOrders } from "./abba";
import { seededRandom } from "./random";

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
