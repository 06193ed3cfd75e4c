// Stores the orders in memory: all that a test of the service needs.
import type { Order, Product } from "./order";
import type { OrderRepository } from "./order-repository";

export interface MemoryOrderRepository extends OrderRepository {
  readonly orders: readonly Order[];
}

export function memoryOrderRepository(product: Product): MemoryOrderRepository {
  const orders: Order[] = [];
  let { stock } = product;
  return {
    orders,
    findProduct: async (item) =>
      item === product.item ? { ...product, stock } : undefined,
    find: async (id) => orders.find((order) => order.id === id),
    async place(order) {
      if (stock < order.quantity) return undefined;
      stock -= order.quantity;
      const placed = { id: orders.length + 1, ...order };
      orders.push(placed);
      return placed;
    },
  };
}
