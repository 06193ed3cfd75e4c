// The routes under /orders, each with its own error handling.
import { Router } from "express";
import type { Orders } from "./orders";

// TODO 1: let every error through to the error handler. Express 5 passes it the
// rejection of an async route by itself.
export function orderRoutes({ orders }: { orders: Orders }): Router {
  const router = Router();

  router.get("/export", async (_req, res) => {
    res.type("text/csv");
    for await (const row of orders.rows()) res.write(`${row}\n`);
    res.end();
  });

  router.get("/:id", async (req, res) => {
    try {
      res.json(await orders.get(Number(req.params.id)));
    } catch {
      res.status(404).json({ error: "no such order" });
    }
  });

  router.post("/", async (req, res) => {
    try {
      res.status(201).json(await orders.place(req.body));
    } catch (error) {
      res.status(400).json({ error: String(error) });
    }
  });

  return router;
}
