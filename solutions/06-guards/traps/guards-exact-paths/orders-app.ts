// Trap: the guard stands before the paths that it knows, and knows them by the
// letter. Express also takes /orders/, /orders// and /ORDERS for /orders: they
// are open, and so is whatever is added and not put on the list.
// Caught by: without a token › get /orders// answers 401
import express, { type Express, type RequestHandler } from "express";
import type { Store } from "express-rate-limit";
import type { Logger } from "winston";
import { orderRoutes } from "../../../../exercises/06-guards/order-routes";
import type { Orders } from "../../../../exercises/06-guards/orders";
import { requestId } from "../../../../steps/03-middleware/middleware/request-id";
import { requireJson } from "../../../../steps/03-middleware/middleware/require-json";
import { errorHandler } from "../../../../steps/04-errors/errors/error-handler";
import { notFound } from "../../../../steps/04-errors/errors/not-found";
import { limitCallers } from "../../limit-callers";
import { requireAuth } from "../../require-auth";

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

const guarded = new Set(["GET /orders", "HEAD /orders", "POST /orders"]);

export function createOrdersApp(deps: AppDeps): Express {
  const { logger, orders, key, limit, store } = deps;
  const app = express();

  app.use(requestId());
  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

  app.use(onlyFor(guarded, requireAuth({ key })));
  app.use(limitCallers({ limit, store }));
  app.use(requireJson());
  app.use(express.json({ limit: "10kb" }));

  app.use("/orders", orderRoutes({ orders }));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}

function onlyFor(routes: Set<string>, guard: RequestHandler): RequestHandler {
  return function onlyForRoutes(req, res, next) {
    return routes.has(`${req.method} ${req.path}`)
      ? guard(req, res, next)
      : next();
  };
}
