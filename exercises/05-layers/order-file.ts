// Stores the shop in one JSON file, with one read or write at a time.
import { readFile, writeFile } from "node:fs/promises";
import type { Order, Product } from "./order";

export interface Shop {
  products: Product[];
  orders: Order[];
}

export class OrderFile {
  readonly #path: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  read(): Promise<Shop> {
    return this.#inTurn(() => this.#load());
  }

  /**
   * Changes the shop, and resolves with what `change` returned once the file is
   * written. If `change` throws, nothing is written.
   */
  update<T>(change: (shop: Shop) => T): Promise<T> {
    return this.#inTurn(async () => {
      const shop = await this.#load();
      const result = change(shop);
      await writeFile(this.#path, JSON.stringify(shop));
      return result;
    });
  }

  // A read in the middle of a write would see half a file.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  async #load(): Promise<Shop> {
    return JSON.parse(await readFile(this.#path, "utf8"));
  }
}
