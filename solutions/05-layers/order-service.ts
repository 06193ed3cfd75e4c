// The rules about orders, without HTTP or files.
import type { NewOrder, Order, Product } from "../../exercises/05-layers/order";
import {
  OrderNotFound,
  OutOfStock,
  UnknownItem,
} from "../../exercises/05-layers/order-errors";
import type { OrderRepository } from "../../exercises/05-layers/order-repository";

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
      const order = await repository.find(id);
      if (!order) throw new OrderNotFound(id);
      return order;
    },

    async place({ item, quantity }) {
      const product = await repository.findProduct(item);
      if (!product) throw new UnknownItem(item);
      const totalCents = totalOf(product, quantity);
      // The repository counts the stock as it takes from it: a look at it now
      // would be out of date when the order is stored.
      const order = await repository.place({ item, quantity, totalCents });
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
