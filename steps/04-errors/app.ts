// Builds the app: the same middleware and routes, and behind them all one place for errors.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import type { UserStore } from "../02-event-loop/users/user-store";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { requireJson } from "../03-middleware/middleware/require-json";
import { requireUtf8 } from "../03-middleware/middleware/require-utf8";
import { reportRoutes } from "../03-middleware/reports/report-routes";
import { errorHandler } from "./errors/error-handler";
import { notFound } from "./errors/not-found";
import { userRoutes } from "./users/user-routes";

export interface AppDeps {
  readonly logger: Logger;
  readonly store: UserStore;
}

export function createApp({ logger, store }: AppDeps): Express {
  const app = express();

  app.use(helmet());
  app.use(requestId());
  app.use(requestLogger({ logger }));
  app.use(requireJson());
  app.use(express.json({ limit: "100kb", verify: requireUtf8 }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  app.use("/users", userRoutes({ store }));
  app.use("/reports", reportRoutes({ store }));

  // Last, because a handler sees only what comes from above it.
  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
