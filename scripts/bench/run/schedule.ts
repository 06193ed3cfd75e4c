// In which order the pairs of a contrast are taken, decided before the first.
import {
  abbaOrders,
  type Order,
  type Random,
  randomBelow,
} from "../statistics/random";
import type { ContrastEffort } from "./effort";

export interface Slot {
  /** A control pair is A against itself. */
  readonly what: "pair" | "control";
  readonly order: Order;
  readonly users: number;
}

/**
 * Pairs in ABBA order, and controls in another, one among the other at random.
 * With several numbers of users every two pairs, one of each order, share one.
 */
export function schedule(
  { pairs, controls }: Pick<ContrastEffort, "pairs" | "controls">,
  users: readonly [number, ...number[]],
  random: Random,
): Slot[] {
  const left = {
    pair: slotsOf("pair", pairs, users, random),
    control: slotsOf("control", controls, users, random),
  };
  const slots: Slot[] = [];
  for (;;) {
    const both = left.pair.length + left.control.length;
    if (both === 0) return slots;
    const pairIsNext = randomBelow(both, random) < left.pair.length;
    const next = left[pairIsNext ? "pair" : "control"].shift();
    if (next) slots.push(next);
  }
}

function slotsOf(
  what: Slot["what"],
  count: number,
  users: readonly [number, ...number[]],
  random: Random,
): Slot[] {
  return abbaOrders(count, random).map((order, index) => ({
    what,
    order,
    users: users[Math.floor(index / 2) % users.length] ?? users[0],
  }));
}
