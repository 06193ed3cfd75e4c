// Trap: the long list of currencies is hoisted, and the object around it is still
// made, and compiled, for every request.
// Caught by: GET /orders does once › what does not depend on the request
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
  const Currency = z.enum(currencies).optional();

  router.get("/", (req, res) => {
    res.json(orders.newest(parse(ordersQuery(Currency), req.query)));
  });

  router.post("/", (req, res) => {
    res.status(201).json(orders.add(parse(NewOrder, req.body)));
  });

  return router;
}

function ordersQuery(currency: z.ZodType<string | undefined>) {
  return z.strictObject({
    currency,
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
