// The rules about orders, without HTTP or files.
import type { NewOrder, Order } from "./order";
import type { OrderRepository } from "./order-repository";

export interface OrderService {
  /** @throws OrderNotFound */
  get(id: number): Promise<Order>;
  /** @throws UnknownItem, OutOfStock */
  place(details: NewOrder): Promise<Order>;
}

export interface OrderServiceDeps {
  readonly repository: OrderRepository;
}

/** TODO 1: the rules of the shop; the repository loads and stores what they need. */
export function orderService(_deps: OrderServiceDeps): OrderService {
  return {
    async get(id) {
      return { id, item: "TODO 1", quantity: 0, totalCents: 0 };
    },

    async place({ item, quantity }) {
      return { id: 0, item, quantity, totalCents: 0 };
    },
  };
}
