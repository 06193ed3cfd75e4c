// Trap: the limiter comes first, to turn a flood away cheaply, and reads the
// caller in a token that nobody has verified yet. With a forged one, anybody can
// use up all requests of somebody else.
// Caught by: limitCallers › takes nothing from a caller for what a forger sends
import express, { type Express } from "express";
import type { Store } from "express-rate-limit";
import type { Logger } from "winston";
import { orderRoutes } from "../../../../exercises/06-guards/order-routes";
import type { Orders } from "../../../../exercises/06-guards/orders";
import { requestId } from "../../../../steps/03-middleware/middleware/request-id";
import { requireJson } from "../../../../steps/03-middleware/middleware/require-json";
import { errorHandler } from "../../../../steps/04-errors/errors/error-handler";
import { notFound } from "../../../../steps/04-errors/errors/not-found";
import { requireAuth } from "../../require-auth";
import { limitCallers } from "./limit-callers";

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

  app.use(limitCallers({ limit, store }));
  app.use(requireAuth({ key }));
  app.use(requireJson());
  app.use(express.json({ limit: "10kb" }));

  app.use("/orders", orderRoutes({ orders }));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
