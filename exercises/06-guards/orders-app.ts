// Builds the orders API: its guards, stacked in front of its routes.
import express, { type Express } from "express";
import type { Store } from "express-rate-limit";
import type { Logger } from "winston";
import { requestId } from "../../steps/03-middleware/middleware/request-id";
import { requireJson } from "../../steps/03-middleware/middleware/require-json";
import { errorHandler } from "../../steps/04-errors/errors/error-handler";
import { notFound } from "../../steps/04-errors/errors/not-found";
import { orderRoutes } from "./order-routes";
import type { Orders } from "./orders";

export interface AppDeps {
  readonly logger: Logger;
  readonly orders: Orders;
  /** The secret that tokens are signed with. */
  readonly key: Uint8Array;
  /** Requests a minute for one caller. */
  readonly limit: number;
  /** Where requests are counted. */
  readonly store: Store;
}

// TODO 4: stack `requireAuth` and `limitCallers`. In which order, and in front
// of what? Only /healthz is public.
export function createOrdersApp({ logger, orders }: AppDeps): Express {
  const app = express();

  app.use(requestId());
  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  app.use(requireJson());
  app.use(express.json({ limit: "10kb" }));

  app.use("/orders", orderRoutes({ orders }));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
