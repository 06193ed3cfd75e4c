// Trap: nobody tells the others that the list is being loaded. When it expires, all
// who ask go to the database with the same question: a stampede.
// Caught by: sharedOrders › loads a cold list once, however many ask for it at once
import { randomUUID } from "node:crypto";
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

export function sharedOrders(
  orders: Orders,
  { store, ttlMs }: SharedOrdersOptions,
): Orders {
  const versionKey = (customer: string) => `orders:${customer}:version`;
  const newVersion = () => Buffer.from(randomUUID());

  async function versionOf(customer: string): Promise<string> {
    const key = versionKey(customer);
    const current = await store.get(key);
    if (current) return current.toString();
    await store.setIfAbsent(key, newVersion(), ttlMs);
    return String(await store.get(key));
  }

  // The version is part of the name, and is read before the list: a list that was
  // begun before an order keeps a name that no request reads any more.
  async function nameOf(customer: string, { limit }: OrdersQuery) {
    return `orders:${customer}:${await versionOf(customer)}:${limit}`;
  }

  async function load(name: string, list: () => Promise<Order[]>) {
    const loaded = await list();
    const bytes = Buffer.from(JSON.stringify(loaded));
    await store.set(name, bytes, ttlMs).catch(() => {});
    return loaded;
  }

  async function fromStore(name: string, list: () => Promise<Order[]>) {
    const shared = await store.get(name).catch(() => undefined);
    return shared ? JSON.parse(shared.toString()) : load(name, list);
  }

  return {
    async list(customer, query) {
      const list = () => orders.list(customer, query);
      const name = await nameOf(customer, query).catch(() => undefined);
      return name === undefined ? list() : fromStore(name, list);
    },

    async place(customer, order) {
      const placed = await orders.place(customer, order);
      // The order is placed, even if the store is down.
      await store
        .set(versionKey(customer), newVersion(), ttlMs)
        .catch(() => {});
      return placed;
    },
  };
}
