// Trap: only the writing waits its turn. Two updates at once still read the
// same file, and the second to write undoes what the first wrote.
// Caught by: OrderStore › keeps all of five orders that are added at once
import { readFile, writeFile } from "node:fs/promises";
import type {
  NewOrder,
  Order,
} from "../../../../exercises/02-event-loop/order";

export class OrderStore {
  readonly #file: string;
  #lastWrite: Promise<unknown> = Promise.resolve();

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

  async #update<T>(change: (orders: Order[]) => T): Promise<T> {
    const orders: Order[] = JSON.parse(await readFile(this.#file, "utf8"));
    const result = change(orders);
    await this.#write(JSON.stringify(orders));
    return result;
  }

  // Each write starts when the one before it has ended.
  #write(text: string): Promise<void> {
    const write = this.#lastWrite.then(() => writeFile(this.#file, text));
    this.#lastWrite = write.catch(() => {});
    return write;
  }
}
