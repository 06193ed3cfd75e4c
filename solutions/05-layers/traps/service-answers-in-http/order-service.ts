// Trap: the service answers with a status and a body. It moved out of the route,
// and took HTTP with it: a job or a command line that places an order has to
// read statuses.
// Caught by: the service, without a server › an item that the shop does not have is refused
import type {
  NewOrder,
  Order,
  Product,
} from "../../../../exercises/05-layers/order";
import type { OrderRepository } from "../../../../exercises/05-layers/order-repository";

export interface HttpResponse {
  readonly status: number;
  readonly body: Order | { readonly error: string };
}

export interface OrderService {
  get(id: number): Promise<HttpResponse>;
  place(details: NewOrder): Promise<HttpResponse>;
}

export interface OrderServiceDeps {
  readonly repository: OrderRepository;
}

export function orderService({ repository }: OrderServiceDeps): OrderService {
  return {
    async get(id) {
      const order = await repository.find(id);
      if (!order) return refusal(404, "no such order");
      return { status: 200, body: order };
    },

    async place({ item, quantity }) {
      const product = await repository.findProduct(item);
      if (!product) return refusal(422, "no such item");
      const totalCents = totalOf(product, quantity);
      const order = await repository.place({ item, quantity, totalCents });
      if (!order) return refusal(409, "out of stock");
      return { status: 201, body: order };
    },
  };
}

function refusal(status: number, error: string): HttpResponse {
  return { status, body: { error } };
}

/** From ten pieces on, an order is 10 % cheaper. */
function totalOf({ priceCents }: Product, quantity: number): number {
  const fullCents = priceCents * quantity;
  return quantity >= 10 ? Math.round(fullCents * 0.9) : fullCents;
}
