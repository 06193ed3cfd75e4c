// The routes under /orders: the guards in front of them have let the request through.
import { Router } from "express";
import { NewOrder, type Orders, OrdersQuery } from "./orders";
import { parseRequest } from "./parse-request";

export function orderRoutes({ orders }: { orders: Orders }): Router {
  const router = Router();

  router.get("/", async (req, res) => {
    const query = parseRequest(OrdersQuery, req.query);
    res.json(await orders.list(query));
  });

  router.post("/", async (req, res) => {
    const order = parseRequest(NewOrder, req.body);
    const customer = req.caller ?? "nobody";
    res.status(201).json(await orders.place(customer, order));
  });

  return router;
}
