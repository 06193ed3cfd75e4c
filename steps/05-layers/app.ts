// Builds the app from its parts: it takes services, and cannot tell where they run.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { requireJson } from "../03-middleware/middleware/require-json";
import { requireUtf8 } from "../03-middleware/middleware/require-utf8";
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
  app.use(requestId());
  app.use(requestLogger({ logger }));
  app.use(requireJson());
  app.use(express.json({ limit: "100kb", verify: requireUtf8 }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  app.use("/users", userRoutes({ users }));
  app.use("/reports", reportRoutes({ reports }));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
