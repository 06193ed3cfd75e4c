// Lists orders from what all processes share, and has them loaded only where that has nothing.
import type { SharedStore } from "../../steps/09-shared-state/store/shared-store";
import type { Order, Orders } from "./orders";

export interface SharedOrdersOptions {
  readonly store: SharedStore;
  /** How long a list is kept, whatever goes wrong, in milliseconds. */
  readonly ttlMs: number;
}

/** TODO 2: keep the lists in the store, where other processes find them. */
export function sharedOrders(
  orders: Orders,
  { ttlMs }: SharedOrdersOptions,
): Orders {
  const lists = new Map<string, Order[]>();

  return {
    async list(customer, query) {
      const known = lists.get(customer);
      if (known) return known;
      const loaded = await orders.list(customer, query);
      lists.set(customer, loaded);
      setTimeout(() => lists.delete(customer), ttlMs).unref();
      return loaded;
    },

    place: (customer, order) => orders.place(customer, order),
  };
}
