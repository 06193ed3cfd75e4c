// Trap: a store that is down rejects, and that is dealt with; one that hangs does
// not. Every request waits for it, and the process fills up with them.
// Caught by: without the store › nobody waits for one that hangs
import express, { type Express } from "express";
import type { Logger } from "winston";
import {
  NewOrder,
  type Orders,
  OrdersQuery,
} from "../../../../exercises/09-shared-state/orders";
import { requestId } from "../../../../steps/03-middleware/middleware/request-id";
import { errorHandler } from "../../../../steps/04-errors/errors/error-handler";
import { notFound } from "../../../../steps/04-errors/errors/not-found";
import {
  parseBody,
  parseQuery,
} from "../../../../steps/06-guards/http/parse-request";
import type { SharedStore } from "../../../../steps/09-shared-state/store/shared-store";
import { orderLimit } from "../../order-limit";
import { sharedOrders } from "../../shared-orders";

export interface AppDeps {
  readonly logger: Logger;
  readonly orders: Orders;
  readonly store: SharedStore;
  /** How long a request waits for the store, in milliseconds. */
  readonly timeoutMs: number;
  /** Orders of one customer in an hour. */
  readonly limit: number;
  readonly whenStoreFails: "pass" | "refuse";
}

const hour = 3_600_000;

export function createOrdersApp(deps: AppDeps): Express {
  const { logger, store, limit, whenStoreFails } = deps;
  const orders = sharedOrders(deps.orders, { store, ttlMs: 60_000 });
  const app = express();

  app.use(requestId());
  app.use(express.json({ limit: "10kb" }));

  app.get("/orders", async (req, res) => {
    const query = parseQuery(req, OrdersQuery);
    res.json(await orders.list(String(req.get("x-customer")), query));
  });

  app.post(
    "/orders",
    orderLimit({ store, limit, windowMs: hour, whenStoreFails }),
    async (req, res) => {
      const order = parseBody(req, NewOrder);
      const customer = String(req.get("x-customer"));
      res.status(201).json(await orders.place(customer, order));
    },
  );

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
