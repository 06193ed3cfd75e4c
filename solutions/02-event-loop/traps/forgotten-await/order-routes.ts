// Trap: nobody awaits the signature. The store is given a promise, which
// JSON writes as `{}`: no error, and no order that is worth anything.
// Caught by: POST /orders › answers 201 with the order and its signature
import { Router } from "express";
import type { OrderStore } from "../../order-store";
import { signPrice } from "../../price-signature";

export function orderRoutes({ store }: { store: OrderStore }): Router {
  const router = Router();

  router.post("/", async (req, res) => {
    const { item, quantity, cents } = req.body;
    const priced = { item, quantity, cents };
    const signature = signPrice(priced);
    // @ts-expect-error The compiler sees it, but what runs this does not ask it.
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
