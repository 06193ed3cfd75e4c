// Stores all orders in one JSON file, which the warehouse reads too.
import { readFile, writeFile } from "node:fs/promises";
import type { NewOrder, Order } from "../../exercises/02-event-loop/order";

export class OrderStore {
  readonly #file: string;
  #lastUpdate: Promise<unknown> = Promise.resolve();

  /** `file` is there, and holds a JSON array. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves once the order is in the file; rejects if it cannot be. */
  add(details: NewOrder): Promise<Order> {
    return this.#update((orders) => {
      const id = orders.length + 1;
      const order: Order = { id, ...details, status: "placed" };
      orders.push(order);
      return order;
    });
  }

  /** Resolves to undefined if there is no such order. */
  cancel(id: number): Promise<Order | undefined> {
    return this.#update((orders) => {
      const order = orders.find((each) => each.id === id);
      if (order) order.status = "cancelled";
      return order;
    });
  }

  // Each update starts when the one before it has ended, its reading included:
  // what is read must not change before it is written back.
  #update<T>(change: (orders: Order[]) => T): Promise<T> {
    const update = this.#lastUpdate.then(() => this.#readChangeWrite(change));
    // A failed update fails its own caller, and lets the next one start.
    this.#lastUpdate = update.catch(() => {});
    return update;
  }

  async #readChangeWrite<T>(change: (orders: Order[]) => T): Promise<T> {
    const orders: Order[] = JSON.parse(await readFile(this.#file, "utf8"));
    const result = change(orders);
    await writeFile(this.#file, JSON.stringify(orders));
    return result;
  }
}
