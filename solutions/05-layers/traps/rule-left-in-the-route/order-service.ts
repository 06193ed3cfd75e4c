// Trap: which orders are cheaper is still decided in the route, which tells the
// service. An order that comes another way, from a queue or by an import, costs
// the full price.
// Caught by: the service, without a server › 10 lamps at 1999 cents cost 17991
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
  place(details: NewOrder, discount?: number): Promise<Order>;
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

    async place({ item, quantity }, discount = 0) {
      const product = await repository.findProduct(item);
      if (!product) throw new UnknownItem(item);
      const totalCents = totalOf(product, quantity, discount);
      // The repository counts the stock as it takes from it: a look at it now
      // would be out of date when the order is stored.
      const order = await repository.place({ item, quantity, totalCents });
      if (!order) throw new OutOfStock(item);
      return order;
    },
  };
}

function totalOf(
  { priceCents }: Product,
  quantity: number,
  discount: number,
): number {
  return Math.round(priceCents * quantity * (1 - discount));
}
