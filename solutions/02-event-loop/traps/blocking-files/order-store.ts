// Trap: no update comes between another's reading and writing, because
// nothing at all does: whoever wants anything waits for the disk.
// Caught by: OrderStore › lets others run while it reads and writes
import { readFileSync, writeFileSync } from "node:fs";
import type {
  NewOrder,
  Order,
} from "../../../../exercises/02-event-loop/order";

export class OrderStore {
  readonly #file: string;

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

  // Nothing can come between two synchronous calls.
  async #update<T>(change: (orders: Order[]) => T): Promise<T> {
    const orders: Order[] = JSON.parse(readFileSync(this.#file, "utf8"));
    const result = change(orders);
    writeFileSync(this.#file, JSON.stringify(orders));
    return result;
  }
}
