// A worker: serves the app of step 7, with its share of the database connections.
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { apiDeps } from "../06-guards/api-deps";
import { createApp } from "../07-database/app";
import { database } from "../07-database/db/database";
import { createPool } from "../07-database/db/pool";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { reportReady } from "./cluster/heartbeat";
import { waitForPrimary } from "./cluster/preparation";
import {
  ClusterEnvironment,
  connectionsEach,
} from "./config/cluster-environment";

const env = parseEnvironment(ClusterEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const pool = createPool({
  connectionString: env.DATABASE_URL,
  max: connectionsEach(env),
  logger,
});
const repository = postgresUserRepository(database(pool));
const app = createApp({
  logger,
  api: apiDeps({ repository, jwtSecret: env.JWT_SECRET }),
  apiKey: env.API_KEY,
  rateLimit: { limit: env.RATE_LIMIT },
  ready: waitForPrimary(),
});

reportReady(listen(app, { port: env.PORT, host: env.HOST, logger }));
