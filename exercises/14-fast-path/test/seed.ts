// A shop with some hundred orders, the same ones each time.
import type { Courier, NewOrder } from "../order";

export const currencies = Intl.supportedValuesOf("currency");

export function someCouriers(): Courier[] {
  return ["Ada", "Ben", "Cem", "Dora", "Eve"].map((name, id) => ({
    id: id + 1,
    name,
  }));
}

/** Orders as they came in: the oldest first. */
export function someOrders(count: number): NewOrder[] {
  return Array.from({ length: count }, (_, index) => anOrder(index));
}

export function anOrder(index: number): NewOrder {
  return {
    customer: {
      name: `Customer "${index}"`,
      email: `customer-${index}@example.com`,
    },
    courierId: 1 + (index % 6), // The sixth has left.
    currency: ["EUR", "USD", "GBP", "JPY"][index % 4] ?? "EUR",
    items: Array.from({ length: 6 }, (_, n) => ({
      name: `Lamp ${n}`,
      quantity: 1 + (index % 3),
      price: 100 * n + (index % 100) / 4,
    })),
    placedAt: Date.UTC(2026, 0, 1) + index * 60_000,
  };
}
