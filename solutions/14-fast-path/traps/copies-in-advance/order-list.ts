// Trap: the guard is there, and the copy is made in front of it: a shallow one, which
// the profile hardly shows.
// Caught by: GET /orders does once › nothing for a line that is not logged
import type { Logger } from "winston";
import type {
  Courier,
  NewOrder,
  Order,
  ShownOrder,
} from "../../../../exercises/14-fast-path/order";
import { showPrice } from "../../show-price";

const PAGE_SIZE = 15;
const DAY_MS = 86_400_000;

interface Wanted {
  readonly currency?: string | undefined;
  readonly courier?: number | undefined;
  /** Days of the UTC calendar, both included: `2026-01-31`. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export class OrderList {
  readonly #orders: Order[] = [];
  readonly #couriers: readonly Courier[];
  readonly #logger: Logger;

  constructor(couriers: readonly Courier[], logger: Logger) {
    this.#couriers = couriers;
    this.#logger = logger;
  }

  add(details: NewOrder): Order {
    const order = { id: this.#orders.length + 1, ...details };
    this.#orders.push(order);
    return order;
  }

  newest(wanted: Wanted = {}): ShownOrder[] {
    return newestFirst(this.#orders)
      .filter((order) => isWanted(order, wanted))
      .slice(0, PAGE_SIZE)
      .map((order) => {
        logShown(this.#logger, order);
        return show(order, courierOf(order, this.#couriers));
      });
  }
}

function isWanted(order: Order, wanted: Wanted): boolean {
  const { currency, courier, from, until } = wanted;
  const { placedAt } = order;
  return (
    (currency === undefined || order.currency === currency) &&
    (courier === undefined || order.courierId === courier) &&
    (from === undefined || placedAt >= Date.parse(from)) &&
    (until === undefined || placedAt < Date.parse(until) + DAY_MS)
  );
}

function newestFirst(orders: readonly Order[]): Order[] {
  return orders.toSorted((a, b) => b.placedAt - a.placedAt);
}

function courierOf(order: Order, couriers: readonly Courier[]) {
  return couriers.find(({ id }) => id === order.courierId);
}

function show(order: Order, courier: Courier | undefined): ShownOrder {
  const { id, customer, currency, items, placedAt } = order;
  const total = items.reduce(
    (sum, each) => sum + each.quantity * each.price,
    0,
  );
  return {
    id,
    customer: customer.name,
    courier: courier?.name,
    total: showPrice(total, currency),
    placedAt: new Date(placedAt).toISOString(),
  };
}

function logShown(logger: Logger, order: Order): void {
  const copy = redacted(order);
  if (logger.isDebugEnabled()) logger.debug("order shown", { order: copy });
}

/** Safe to log: nobody reads a customer's address there. */
function redacted(order: Order): Order {
  const { name } = order.customer;
  return { ...order, customer: { name, email: "[hidden]" } };
}
