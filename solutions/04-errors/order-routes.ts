// The routes under /orders: they handle success, and leave errors to the error handler.
import { Router } from "express";
import type { Orders } from "../../exercises/04-errors/orders";

export function orderRoutes({ orders }: { orders: Orders }): Router {
  const router = Router();

  router.get("/export", async (_req, res) => {
    res.type("text/csv");
    for await (const row of orders.rows()) res.write(`${row}\n`);
    res.end();
  });

  router.get("/:id", async (req, res) => {
    res.json(await orders.get(Number(req.params.id)));
  });

  router.post("/", async (req, res) => {
    res.status(201).json(await orders.place(req.body));
  });

  return router;
}
