// The routes under /orders.
import { Router } from "express";
import type { OrderStore } from "./order-store";
import { signPrice } from "./price-signature";

export function orderRoutes({ store }: { store: OrderStore }): Router {
  const router = Router();

  router.post("/", async (req, res) => {
    const { item, quantity, cents } = req.body;
    const priced = { item, quantity, cents };
    // TODO: what does this need when `signPrice` returns a promise?
    const signature = signPrice(priced);
    const order = await store.add({ ...priced, signature });
    res.status(201).json(order);
  });

  router.delete("/:id", async (req, res) => {
    const order = await store.cancel(Number(req.params.id));
    if (order) res.json(order);
    else res.status(404).json({ error: "no such order" });
  });

  return router;
}
