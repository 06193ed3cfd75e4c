// Builds the app from services, and cannot tell where they run.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { liveness } from "../03-middleware/health/liveness";
import { jsonBodies } from "../03-middleware/middleware/json-bodies";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { reportRoutes } from "./reports/report-routes";
import type { ReportService } from "./reports/report-service";
import { userRoutes } from "./users/user-routes";
import type { UserService } from "./users/user-service";

export interface AppDeps {
  readonly logger: Logger;
  readonly users: UserService;
  readonly reports: ReportService;
}

export function createApp({ logger, users, reports }: AppDeps): Express {
  const app = express();

  app.use(helmet());
  app.use(requestId(), requestLogger({ logger }));
  app.use(jsonBodies());

  app.get("/healthz", liveness());
  app.use("/users", userRoutes({ users }));
  app.use("/reports", reportRoutes({ reports }));

  app.use(notFound(), errorHandler({ logger }));

  return app;
}
