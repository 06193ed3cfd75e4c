// Trap: the list is kept, and nothing ever makes it stale: fast, and an order that
// was placed since is not in it.
// Caught by: GET /orders still › has an order as soon as it is placed
import { Router } from "express";
import { z } from "zod";
import { NewOrder } from "../../../../exercises/14-fast-path/order";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";
import type { OrderList } from "../../order-list";

export interface OrderRoutesDeps {
  readonly orders: OrderList;
  /** The currencies that the list can be asked for. */
  readonly currencies: readonly string[];
}

export function orderRoutes({ orders, currencies }: OrderRoutesDeps): Router {
  const router = Router();
  const pages = new Map<string, ReturnType<OrderList["newest"]>>();
  const OrdersQuery = ordersQuery(currencies);

  router.get("/", (req, res) => {
    const query = parse(OrdersQuery, req.query);
    const name = JSON.stringify(query);
    const page = pages.get(name) ?? orders.newest(query);
    pages.set(name, page);
    res.json(page);
  });

  router.post("/", (req, res) => {
    res.status(201).json(orders.add(parse(NewOrder, req.body)));
  });

  return router;
}

function ordersQuery(currencies: readonly string[]) {
  return z.strictObject({
    currency: z.enum(currencies).optional(),
    courier: z.coerce.number().int().positive().optional(),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
  });
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw new HttpError(400, "invalid_request", z.prettifyError(error));
}
