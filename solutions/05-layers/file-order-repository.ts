// Stores the orders in a file, behind the repository interface.
import type { OrderFile } from "../../exercises/05-layers/order-file";
import type { OrderRepository } from "../../exercises/05-layers/order-repository";

export function fileOrderRepository(file: OrderFile): OrderRepository {
  return {
    async findProduct(item) {
      const { products } = await file.read();
      return products.find((product) => product.item === item);
    },

    async find(id) {
      const { orders } = await file.read();
      return orders.find((order) => order.id === id);
    },

    place: (order) =>
      file.update(({ products, orders }) => {
        const index = products.findIndex(({ item }) => item === order.item);
        const product = products[index];
        if (!product || product.stock < order.quantity) return undefined;
        const stock = product.stock - order.quantity;
        products[index] = { ...product, stock };
        const placed = { id: orders.length + 1, ...order };
        orders.push(placed);
        return placed;
      }),
  };
}
