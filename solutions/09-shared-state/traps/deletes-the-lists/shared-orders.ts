// Trap: an order deletes the lists, which have the same names before and after it.
// A list that was read before the order, and is stored after, stays for a minute.
// Caught by: sharedOrders › keeps nothing that was being loaded while an order was placed
import { setTimeout as sleep } from "node:timers/promises";
import type {
  Order,
  Orders,
  OrdersQuery,
} from "../../../../exercises/09-shared-state/orders";
import type { SharedStore } from "../../../../steps/09-shared-state/store/shared-store";

export interface SharedOrdersOptions {
  readonly store: SharedStore;
  /** A list expires after this, in milliseconds, even if an invalidation is lost. */
  readonly ttlMs: number;
}

const LOCK_MS = 2000;
const POLL_MS = 10;

export function sharedOrders(
  orders: Orders,
  { store, ttlMs }: SharedOrdersOptions,
): Orders {
  const nameOf = (customer: string, { limit }: OrdersQuery) =>
    `orders:${customer}:${limit}`;

  async function load(name: string, list: () => Promise<Order[]>) {
    try {
      const loaded = await list();
      const bytes = Buffer.from(JSON.stringify(loaded));
      await store.set(name, bytes, ttlMs).catch(() => {});
      return loaded;
    } catch (error) {
      // Release the lock only if loading failed. After a success, a process that
      // looked for the list too early must not find the lock free.
      await store.delete(`${name}:lock`).catch(() => {});
      throw error;
    }
  }

  async function fromStore(name: string, list: () => Promise<Order[]>) {
    const deadline = performance.now() + LOCK_MS;
    for (;;) {
      const shared = await store.get(name).catch(() => undefined);
      if (shared) return JSON.parse(shared.toString());
      const isMine = await store
        .setIfAbsent(`${name}:lock`, Buffer.from("taken"), LOCK_MS)
        .catch(() => true);
      if (isMine || performance.now() > deadline) return load(name, list);
      await sleep(POLL_MS);
    }
  }

  return {
    async list(customer, query) {
      const list = () => orders.list(customer, query);
      return fromStore(nameOf(customer, query), list);
    },

    async place(customer, order) {
      const placed = await orders.place(customer, order);
      for (const limit of [5, 20] as const) {
        const name = nameOf(customer, { limit });
        await store.delete(name).catch(() => {});
        await store.delete(`${name}:lock`).catch(() => {});
      }
      return placed;
    },
  };
}
