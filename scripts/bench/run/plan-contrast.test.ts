// Proves that no side, and no number of users, is favoured by its place.
import { describe, expect, test } from "@jest/globals";
import { seededRandom } from "../statistics/random";
import { type Slot, schedule } from "./plan-contrast";

const effort = { pairs: 12, controls: 6 };
const slots = (seed: number): Slot[] =>
  schedule(effort, [1000, 10_000, 100_000], seededRandom(seed));
const of = (kind: Slot["kind"], seed = 1): Slot[] =>
  slots(seed).filter((slot) => slot.kind === kind);

describe("a schedule", () => {
  test("has as many pairs and controls as were decided", () => {
    expect([of("pair").length, of("control").length]).toEqual([12, 6]);
  });

  test.each(["pair", "control"] as const)(
    "turns the order round within every two of kind %s",
    (kind) => {
      const orders = of(kind).map(({ order }) => order);
      for (let i = 0; i < orders.length; i += 2) {
        expect(orders.slice(i, i + 2).sort()).toEqual(["ab", "ba"]);
      }
    },
  );

  test("gives every number of users as many pairs of each order", () => {
    const seen = of("pair").map(({ users, order }) => `${users} ${order}`);
    for (const users of [1000, 10_000, 100_000]) {
      for (const order of ["ab", "ba"]) {
        const same = seen.filter((one) => one === `${users} ${order}`);
        expect(same).toHaveLength(2);
      }
    }
  });

  test("puts controls among the pairs, and repeats by its seed", () => {
    expect(slots(7)).toEqual(slots(7));
    const first = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => slots(seed)[0]?.kind);
    expect(new Set(first)).toEqual(new Set(["pair", "control"]));
  });
});
