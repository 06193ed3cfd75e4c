// The routes under /orders.
import { Router } from "express";
import { z } from "zod";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { NewOrder } from "./order";
import type { OrderList } from "./order-list";

export interface OrderRoutesDeps {
  readonly orders: OrderList;
  /** The currencies that the list can be asked for. */
  readonly currencies: readonly string[];
}

export function orderRoutes({ orders, currencies }: OrderRoutesDeps): Router {
  const router = Router();

  router.get("/", (req, res) => {
    res.json(orders.newest(readQuery(req.query, currencies)));
  });

  router.post("/", (req, res) => {
    res.status(201).json(orders.add(parse(NewOrder, req.body)));
  });

  return router;
}

function readQuery(query: unknown, currencies: readonly string[]) {
  const OrdersQuery = z.strictObject({
    currency: z.enum(currencies).optional(),
    courier: z.coerce.number().int().positive().optional(),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
  });
  return parse(OrdersQuery, query);
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw new HttpError(400, "invalid_request", z.prettifyError(error));
}
