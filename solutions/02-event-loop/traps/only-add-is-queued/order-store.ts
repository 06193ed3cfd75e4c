// Trap: orders wait for orders, and cancellations for nobody. What protects
// a file must stand in front of all that change it.
// Caught by: OrderStore › keeps all that is added and cancelled at once
import { readFile, writeFile } from "node:fs/promises";
import type {
  NewOrder,
  Order,
} from "../../../../exercises/02-event-loop/order";

export class OrderStore {
  readonly #file: string;
  #lastAdd: Promise<unknown> = Promise.resolve();

  /** `file` is there, and holds a JSON array. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves once the order is in the file; rejects if it cannot be. */
  add(details: NewOrder): Promise<Order> {
    const add = this.#lastAdd.then(() =>
      this.#update((orders) => {
        const id = orders.length + 1;
        const order: Order = { id, ...details, status: "placed" };
        orders.push(order);
        return order;
      }),
    );
    // A failed one fails its own caller, and lets the next one start.
    this.#lastAdd = add.catch(() => {});
    return add;
  }

  /** Resolves to undefined if there is no such order. */
  cancel(id: number): Promise<Order | undefined> {
    return this.#update((orders) => {
      const order = orders.find((each) => each.id === id);
      if (order) order.status = "cancelled";
      return order;
    });
  }

  async #update<T>(change: (orders: Order[]) => T): Promise<T> {
    const orders: Order[] = JSON.parse(await readFile(this.#file, "utf8"));
    const result = change(orders);
    await writeFile(this.#file, JSON.stringify(orders));
    return result;
  }
}
