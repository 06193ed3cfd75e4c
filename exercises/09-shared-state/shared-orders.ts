// Lists orders from the shared store, and loads them only if the store has no list.
import type { SharedStore } from "../../steps/09-shared-state/store/shared-store";
import type { Order, Orders } from "./orders";

export interface SharedOrdersOptions {
  readonly store: SharedStore;
  /** A list expires after this, in milliseconds, even if an invalidation is lost. */
  readonly ttlMs: number;
}

/** TODO 2: cache the lists in the store, where other processes find them. */
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
