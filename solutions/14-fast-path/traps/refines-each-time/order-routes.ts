// Trap: the schema is made once, and each request hangs a rule of its own on it: a
// schema with a new rule is a new schema.
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
  const known = new Set(currencies);
  const names = currencies.map((each) => `"${each}"`).join("|");
  const refusal = {
    path: ["currency"],
    error: `Invalid option: expected one of ${names}`,
  };

  router.get("/", (req, res) => {
    const Known = OrdersQuery.refine(
      ({ currency }) => currency === undefined || known.has(currency),
      refusal,
    );
    res.json(orders.newest(parse(Known, req.query)));
  });

  router.post("/", (req, res) => {
    res.status(201).json(orders.add(parse(NewOrder, req.body)));
  });

  return router;
}

const OrdersQuery = z.strictObject({
  currency: z.string().optional(),
  courier: z.coerce.number().int().positive().optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw new HttpError(400, "invalid_request", z.prettifyError(error));
}
