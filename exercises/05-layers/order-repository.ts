// The interface that the service needs to store orders, whatever the storage.
import type { Order, Product } from "./order";

export interface OrderRepository {
  findProduct(item: string): Promise<Product | undefined>;
  find(id: number): Promise<Order | undefined>;
  /**
   * Stores the order under the next id and takes its pieces out of the stock:
   * both, or neither and undefined where there are too few.
   */
  place(order: Omit<Order, "id">): Promise<Order | undefined>;
}
