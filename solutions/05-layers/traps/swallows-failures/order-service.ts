// Trap: every failure of the repository is taken for one that the service knows.
// With the disk full, the shop says that it has no lamps, and nobody is called.
// Caught by: the service, without a server › a failure of the repository reaches the caller as it is
import type {
  NewOrder,
  Order,
  Product,
} from "../../../../exercises/05-layers/order";
import {
  OrderNotFound,
  OutOfStock,
  UnknownItem,
} from "../../../../exercises/05-layers/order-errors";
import type { OrderRepository } from "../../../../exercises/05-layers/order-repository";

export interface OrderService {
  /** @throws OrderNotFound */
  get(id: number): Promise<Order>;
  /** @throws UnknownItem, OutOfStock */
  place(details: NewOrder): Promise<Order>;
}

export interface OrderServiceDeps {
  readonly repository: OrderRepository;
}

export function orderService({ repository }: OrderServiceDeps): OrderService {
  return {
    async get(id) {
      const order = await repository.find(id).catch(() => undefined);
      if (!order) throw new OrderNotFound(id);
      return order;
    },

    async place({ item, quantity }) {
      const product = await repository.findProduct(item).catch(() => undefined);
      if (!product) throw new UnknownItem(item);
      const totalCents = totalOf(product, quantity);
      const order = await repository
        .place({ item, quantity, totalCents })
        .catch(() => undefined);
      if (!order) throw new OutOfStock(item);
      return order;
    },
  };
}

/** From ten pieces on, an order is 10 % cheaper. */
function totalOf({ priceCents }: Product, quantity: number): number {
  const fullCents = priceCents * quantity;
  return quantity >= 10 ? Math.round(fullCents * 0.9) : fullCents;
}
