// Starts the second process: the same services over HTTP, for our own servers only.
import { join } from "node:path";
import express from "express";
import { seedUsers } from "../01-naive/users/seed-users";
import { UserStore } from "../02-event-loop/users/user-store";
import {
  parseEnvironment,
  ServerEnvironment,
} from "../03-middleware/config/environment";
import { liveness } from "../03-middleware/health/liveness";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { jsonBodies } from "../03-middleware/middleware/json-bodies";
import { errorHandler } from "../04-errors/errors/error-handler";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { notFound } from "../04-errors/errors/not-found";
import { reportRoutes } from "./reports/report-routes";
import { localServices } from "./services";
import { userRoutes } from "./users/user-routes";

const env = parseEnvironment(ServerEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const { users, reports } = localServices(
  new UserStore(join(env.DATA_DIR, "users.ndjson"), () =>
    seedUsers(env.SEED_USERS),
  ),
);

const app = express();
app.use(jsonBodies());
app.get("/healthz", liveness());
app.use("/users", userRoutes({ users }));
app.use("/reports", reportRoutes({ reports }));
app.use(notFound(), errorHandler({ logger }));

listen(app, { port: env.PORT, host: env.HOST, logger });
