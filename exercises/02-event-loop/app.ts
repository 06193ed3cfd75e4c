// Builds the app around the routes under /orders.
import express, { type Express } from "express";
import { orderRoutes } from "./order-routes";
import type { OrderStore } from "./order-store";

export function createApp({ store }: { store: OrderStore }): Express {
  const app = express();
  app.use(express.json());
  app.use("/orders", orderRoutes({ store }));
  return app;
}
