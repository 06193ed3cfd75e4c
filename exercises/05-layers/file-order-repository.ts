// Keeps the orders in a file, behind the repository's interface.
import type { OrderFile } from "./order-file";
import type { OrderRepository } from "./order-repository";

/** TODO 2: all that has to do with the file, and no rule of the shop. */
export function fileOrderRepository(_file: OrderFile): OrderRepository {
  return {
    findProduct: async () => undefined,
    find: async () => undefined,
    place: async () => undefined,
  };
}
