// Starts the server, whose users are in PostgreSQL, and keeps trying until the database is prepared.
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { apiDeps } from "../06-guards/api-deps";
import { createApp } from "./app";
import { DatabaseEnvironment } from "./config/database-environment";
import { database } from "./db/database";
import { createPool } from "./db/pool";
import { keepPreparing } from "./db/prepare";
import { prepareDatabase } from "./db/prepare-database";
import { postgresUserRepository } from "./users/postgres-user-repository";

const env = parseEnvironment(DatabaseEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const { firstAttempt, ready } = keepPreparing(env.DATABASE_URL, {
  logger,
  prepare: (client) =>
    prepareDatabase(client, { logger, seedUsers: env.SEED_USERS }),
});

const pool = createPool({
  connectionString: env.DATABASE_URL,
  max: env.DATABASE_CONNECTIONS,
  logger,
});
const repository = postgresUserRepository(database(pool));
const app = createApp({
  logger,
  api: apiDeps({ repository, jwtSecret: env.JWT_SECRET }),
  apiKey: env.API_KEY,
  rateLimit: { limit: env.RATE_LIMIT },
  ready,
});

// If the database is up, no client meets a server that is not ready yet.
void firstAttempt.then(() => {
  listen(app, { port: env.PORT, host: env.HOST, logger });
});
