// Builds the orders API: its guards, stacked in front of its routes.
import express, { type Express } from "express";
import type { Store } from "express-rate-limit";
import type { Logger } from "winston";
import { orderRoutes } from "../../exercises/06-guards/order-routes";
import type { Orders } from "../../exercises/06-guards/orders";
import { requestId } from "../../steps/03-middleware/middleware/request-id";
import { requireJson } from "../../steps/03-middleware/middleware/require-json";
import { errorHandler } from "../../steps/04-errors/errors/error-handler";
import { notFound } from "../../steps/04-errors/errors/not-found";
import { limitCallers } from "./limit-callers";
import { requireAuth } from "./require-auth";

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

export function createOrdersApp(deps: AppDeps): Express {
  const { logger, orders, key, limit, store } = deps;
  const app = express();

  app.use(requestId());
  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

  // In front of everything that follows, whatever its path: a route that is not
  // listed as public is closed. A caller is counted only once its token is verified,
  // and no body is read before that.
  app.use(requireAuth({ key }));
  app.use(limitCallers({ limit, store }));
  app.use(requireJson());
  app.use(express.json({ limit: "10kb" }));

  app.use("/orders", orderRoutes({ orders }));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
