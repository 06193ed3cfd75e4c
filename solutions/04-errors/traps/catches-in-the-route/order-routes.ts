// Trap: the route takes every failure to find the order for "there is none".
// While the database is down, customers are told that their orders are gone.
// Caught by: whatever else is thrown › answers 500 on reading an order, and tells nothing
import { Router } from "express";
import { OrderNotFound } from "../../../../exercises/04-errors/order-errors";
import type { Orders } from "../../../../exercises/04-errors/orders";

export function orderRoutes({ orders }: { orders: Orders }): Router {
  const router = Router();

  router.get("/export", async (_req, res) => {
    res.type("text/csv");
    for await (const row of orders.rows()) res.write(`${row}\n`);
    res.end();
  });

  router.get("/:id", async (req, res) => {
    const id = Number(req.params.id);
    try {
      res.json(await orders.get(id));
    } catch {
      throw new OrderNotFound(id);
    }
  });

  router.post("/", async (req, res) => {
    res.status(201).json(await orders.place(req.body));
  });

  return router;
}
