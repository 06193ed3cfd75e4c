// Builds the app: what every request passes through, in order, and then the routes.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import type { UserStore } from "../02-event-loop/users/user-store";
import { liveness } from "./health/liveness";
import { jsonBodies } from "./middleware/json-bodies";
import { requestId } from "./middleware/request-id";
import { requestLogger } from "./middleware/request-logger";
import { reportRoutes } from "./reports/report-routes";
import { userRoutes } from "./users/user-routes";

export interface AppDeps {
  readonly logger: Logger;
  readonly store: UserStore;
}

export function createApp({ logger, store }: AppDeps): Express {
  const app = express();

  app.use(helmet());
  // Before the parser: a body that cannot be parsed is a request all the same.
  app.use(requestId(), requestLogger({ logger }));
  app.use(jsonBodies());

  app.get("/healthz", liveness());
  app.use("/users", userRoutes({ store }));
  app.use("/reports", reportRoutes({ store }));

  return app;
}
