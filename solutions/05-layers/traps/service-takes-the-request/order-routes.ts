// The routes that go with this service: they hand the request on.
import { Router } from "express";
import type { OrderService } from "./order-service";

export function orderRoutes({ orders }: { orders: OrderService }): Router {
  const router = Router();

  router.get("/:id", async (req, res) => {
    res.json(await orders.get(req));
  });

  router.post("/", async (req, res) => {
    const order = await orders.place(req);
    res.status(201).location(`/orders/${order.id}`).json(order);
  });

  return router;
}
