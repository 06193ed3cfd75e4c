// The routes under /orders, thin: they translate between HTTP and the service.
import { Router } from "express";
import type { OrderService } from "./order-service";

export function orderRoutes({ orders }: { orders: OrderService }): Router {
  const router = Router();

  router.get("/:id", async (req, res) => {
    res.json(await orders.get(Number(req.params.id)));
  });

  router.post("/", async (req, res) => {
    const { item, quantity } = req.body;
    const order = await orders.place({ item, quantity });
    res.status(201).location(`/orders/${order.id}`).json(order);
  });

  return router;
}
