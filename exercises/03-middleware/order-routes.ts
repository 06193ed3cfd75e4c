// The routes under /orders; they know nothing of ids, clocks and logs.
import { Router } from "express";

export interface OrderRoutesDeps {
  /** In cents. Calls another service, which may be slow. */
  readonly priceOf: (item: string) => Promise<number>;
}

export function orderRoutes({ priceOf }: OrderRoutesDeps): Router {
  const router = Router();

  router.post("/", async (req, res) => {
    const { item, quantity } = req.body;
    const cents = quantity * (await priceOf(item));
    res.status(201).json({ id: 1, item, quantity, cents });
  });

  return router;
}
