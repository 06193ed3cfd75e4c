// Trap: the health check is refused as well. Whoever asks it takes a busy server
// for a dead one, and gives its load to the others, which are busy too.
// Caught by: a server with as much to do as it may › answers the health check
import express, { type Express } from "express";
import type { Logger } from "winston";
import { z } from "zod";
import type { OrderService } from "../../../../exercises/12-observability/order-service";
import { requestId } from "../../../../steps/03-middleware/middleware/request-id";
import { errorHandler } from "../../../../steps/04-errors/errors/error-handler";
import { parseBody } from "../../../../steps/06-guards/http/parse-request";
import { logContext } from "../../log-context";
import { shedLoad } from "../../shed-load";

const NewOrder = z.object({ item: z.string() });

export interface AppDeps {
  readonly logger: Logger;
  readonly orders: OrderService;
  /** Requests that may be in flight at once. */
  readonly limit: number;
}

export function createOrdersApp({ logger, orders, limit }: AppDeps): Express {
  const app = express();

  app.use(requestId());
  app.use(logContext());
  app.use(shedLoad({ limit }));
  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  app.use(express.json({ limit: "10kb" }));

  app.post("/orders", async (req, res) => {
    const { item } = parseBody(req, NewOrder);
    res.status(201).json(await orders.place(item));
  });

  app.use(errorHandler({ logger }));

  return app;
}
