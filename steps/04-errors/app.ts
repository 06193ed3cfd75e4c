// Builds the app: the same middleware and routes, and after them one place for errors.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import type { UserStore } from "../02-event-loop/users/user-store";
import { liveness } from "../03-middleware/health/liveness";
import { jsonBodies } from "../03-middleware/middleware/json-bodies";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
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
  app.use(requestId(), requestLogger({ logger }));
  app.use(jsonBodies());

  app.get("/healthz", liveness());
  app.use("/users", userRoutes({ store }));
  app.use("/reports", reportRoutes({ store }));

  // Last: an error handler sees only the errors of what stands before it.
  app.use(notFound(), errorHandler({ logger }));

  return app;
}
