// Trap: the stock is read, then checked, then written. Two orders that come at
// once both read the last lamps, and both get them.
// Caught by: the repository, on a file › sells the last lamps once, when two orders come at once
import type { OrderFile } from "../../../../exercises/05-layers/order-file";
import type { OrderRepository } from "../../../../exercises/05-layers/order-repository";

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

    async place(order) {
      const { products } = await file.read();
      const index = products.findIndex(({ item }) => item === order.item);
      const product = products[index];
      if (!product || product.stock < order.quantity) return undefined;

      return file.update(({ products, orders }) => {
        const stock = product.stock - order.quantity;
        products[index] = { ...product, stock };
        const placed = { id: orders.length + 1, ...order };
        orders.push(placed);
        return placed;
      });
    },
  };
}
