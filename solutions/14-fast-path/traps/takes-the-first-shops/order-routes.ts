// Trap: kept in the module, the schema is that of the first app: a second app takes the
// currencies of the first, and refuses its own.
// Caught by: GET /orders still › takes the currencies of its own shop
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

let cached: ReturnType<typeof ordersQuery> | undefined;

export function orderRoutes({ orders, currencies }: OrderRoutesDeps): Router {
  const router = Router();
  cached ??= ordersQuery(currencies);
  const OrdersQuery = cached;

  router.get("/", (req, res) => {
    res.json(orders.newest(parse(OrdersQuery, req.query)));
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
