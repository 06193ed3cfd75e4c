// The routes under /orders, thin: they translate between HTTP and the service.
import { Router } from "express";
import type { OrderService } from "./order-service";

/** TODO 3: read the request, call the service, respond; no rule, no file. */
export function orderRoutes(_deps: { orders: OrderService }): Router {
  const router = Router();

  router.get("/:id", async (_req, res) => {
    res.status(501).json({ error: "TODO 3" });
  });

  router.post("/", async (_req, res) => {
    res.status(501).json({ error: "TODO 3" });
  });

  return router;
}
