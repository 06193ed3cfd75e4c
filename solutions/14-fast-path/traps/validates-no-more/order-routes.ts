// Trap: the profile names the validation, so the validation is gone. What the
// client sends now reaches the list as it is.
// Caught by: GET /orders still › answers 400 to ?courier=Ada, in the same words
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

export function orderRoutes({ orders }: OrderRoutesDeps): Router {
  const router = Router();

  router.get("/", (req, res) => {
    const { currency, courier, from, until } = req.query;
    const wanted = {
      currency: currency?.toString(),
      courier: courier === undefined ? undefined : Number(courier),
      from: from?.toString(),
      until: until?.toString(),
    };
    res.json(orders.newest(wanted));
  });

  router.post("/", (req, res) => {
    res.status(201).json(orders.add(parse(NewOrder, req.body)));
  });

  return router;
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw new HttpError(400, "invalid_request", z.prettifyError(error));
}
