// The orders API: an order is accepted at once, and packed beside the request.
import express, { type Express } from "express";
import type { Packing } from "./packing";

export interface OrdersAppDeps {
  readonly packing: Packing;
  /** Whether the process is shutting down. */
  readonly isDraining: () => boolean;
  /** Packs the order; resolves when it is packed. */
  readonly pack: () => Promise<void>;
  /** Finds the orders, which may take a while. */
  readonly find: () => Promise<string[]>;
}

export function createApp(deps: OrdersAppDeps): Express {
  const { packing, isDraining, pack, find } = deps;
  const app = express();

  app.get("/readyz", (_req, res) => {
    res.sendStatus(isDraining() ? 503 : 200);
  });
  app.get("/orders", async (_req, res) => {
    res.json(await find());
  });
  app.post("/orders", (_req, res) => {
    packing.begin(pack());
    res.sendStatus(202);
  });

  return app;
}
