// Stores the orders in a file, behind the repository interface.
import type { OrderFile } from "./order-file";
import type { OrderRepository } from "./order-repository";

/** TODO 2: everything that concerns the file, and no rule of the shop. */
export function fileOrderRepository(_file: OrderFile): OrderRepository {
  return {
    findProduct: async () => undefined,
    find: async () => undefined,
    place: async () => undefined,
  };
}
