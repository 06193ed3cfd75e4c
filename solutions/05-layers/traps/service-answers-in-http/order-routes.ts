// The routes that go with this service: they pass its answers on.
import { Router } from "express";
import type { OrderService } from "./order-service";

export function orderRoutes({ orders }: { orders: OrderService }): Router {
  const router = Router();

  router.get("/:id", async (req, res) => {
    const { status, body } = await orders.get(Number(req.params.id));
    res.status(status).json(body);
  });

  router.post("/", async (req, res) => {
    const { status, body } = await orders.place(req.body);
    res.status(status).json(body);
  });

  return router;
}
