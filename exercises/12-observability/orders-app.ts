// Builds the orders API: what a request passes through, in order.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { z } from "zod";
import { requestId } from "../../steps/03-middleware/middleware/request-id";
import { errorHandler } from "../../steps/04-errors/errors/error-handler";
import { parseBody } from "../../steps/06-guards/http/parse-request";
import type { OrderService } from "./order-service";

const NewOrder = z.object({ item: z.string() });

export interface AppDeps {
  readonly logger: Logger;
  readonly orders: OrderService;
  /** Requests that may be in flight at once. */
  readonly limit: number;
}

// TODO 3: put `logContext` and `shedLoad` where they belong. The health check must
// be answered under any load, and the body of a refused request must not be read.
export function createOrdersApp({ logger, orders }: AppDeps): Express {
  const app = express();

  app.use(requestId());
  app.use(express.json({ limit: "10kb" }));
  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

  app.post("/orders", async (req, res) => {
    const { item } = parseBody(req, NewOrder);
    res.status(201).json(await orders.place(item));
  });

  app.use(errorHandler({ logger }));

  return app;
}
