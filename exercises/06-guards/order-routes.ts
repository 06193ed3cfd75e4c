// The routes under /orders: they take it that whatever reaches them was let through.
import { Router } from "express";
import { NewOrder, type Orders, OrdersQuery } from "./orders";
import { validate } from "./validate";

export function orderRoutes({ orders }: { orders: Orders }): Router {
  const router = Router();

  router.get("/", validate({ query: OrdersQuery }), async (_req, res) => {
    res.json(await orders.list(res.locals.query));
  });

  router.post("/", validate({ body: NewOrder }), async (req, res) => {
    const customer = req.caller ?? "nobody";
    res.status(201).json(await orders.place(customer, req.body));
  });

  return router;
}
