// Builds the orders API: the routes, and what they need.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { errorHandler } from "../../steps/04-errors/errors/error-handler";
import type { OrderList } from "./order-list";
import { orderRoutes } from "./order-routes";

export interface AppDeps {
  readonly logger: Logger;
  readonly orders: OrderList;
  /** The currencies that the list can be asked for. */
  readonly currencies: readonly string[];
}

export function createOrdersApp(deps: AppDeps): Express {
  const app = express();

  app.use(express.json({ limit: "10kb" }));
  app.use("/orders", orderRoutes(deps));
  app.use(errorHandler(deps));

  return app;
}
