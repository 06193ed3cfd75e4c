// Decides which side of each pair runs first, so that drift cancels out.
import type { Random } from "./random";

/** "ab": the contrast's A side runs first; "ba": its B side does. */
export type Order = "ab" | "ba";

/**
 * Orders for so many pairs: two at a time as ABBA or BAAB, each by a coin toss.
 * Within two pairs a machine that slows down steadily hurts both sides equally;
 * the toss keeps any rhythm of the machine from siding with one of them.
 * An odd last pair gets a toss of its own.
 */
export function abbaOrders(pairs: number, random: Random): Order[] {
  const orders: Order[] = [];
  while (orders.length < pairs) {
    orders.push(...(random() < 0.5 ? AB_BA : BA_AB));
  }
  return orders.slice(0, pairs);
}

const AB_BA: readonly Order[] = ["ab", "ba"];
const BA_AB: readonly Order[] = ["ba", "ab"];
