// Builds the orders API: your routes, and behind them your error handler.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { requestId } from "../../steps/03-middleware/middleware/request-id";
import { requireJson } from "../../steps/03-middleware/middleware/require-json";
import { notFound } from "../../steps/04-errors/errors/not-found";
import { errorHandler } from "./error-handler";
import { orderRoutes } from "./order-routes";
import type { Orders } from "./orders";

export interface AppDeps {
  readonly logger: Logger;
  readonly orders: Orders;
}

export function createOrdersApp({ logger, orders }: AppDeps): Express {
  const app = express();

  app.use(requestId());
  app.use(requireJson());
  app.use(express.json({ limit: "10kb" }));

  app.use("/orders", orderRoutes({ orders }));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
