// Starts the server; the users are in PostgreSQL, and it waits for that if it must.
import { hashPassword } from "../02-event-loop/auth/password";
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { reportService } from "../05-layers/reports/report-service";
import { userService } from "../05-layers/users/user-service";
import { tokens } from "../06-guards/auth/tokens";
import { createApp } from "./app";
import { DatabaseEnvironment } from "./config/database-environment";
import { database } from "./db/database";
import { migrate } from "./db/migrate";
import { createPool } from "./db/pool";
import { keepPreparing } from "./db/prepare";
import { loadUsers } from "./users/load-users";
import { postgresUserRepository } from "./users/postgres-user-repository";

const env = parseEnvironment(DatabaseEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const { firstAttempt, ready } = keepPreparing(env.DATABASE_URL, {
  logger,
  prepare: async (client) => {
    await migrate(client, { logger });
    await loadUsers(client, env.SEED_USERS);
  },
});

const pool = createPool({
  connectionString: env.DATABASE_URL,
  max: env.DATABASE_CONNECTIONS,
  logger,
});
const repository = postgresUserRepository(database(pool));
const app = createApp({
  logger,
  repository,
  users: userService({ repository, hashPassword }),
  reports: reportService(repository),
  tokens: tokens(env.JWT_SECRET),
  apiKey: env.API_KEY,
  limit: env.RATE_LIMIT,
  ready,
});

// Where the database is there, nobody meets a server that is not ready yet.
void firstAttempt.then(() => {
  listen(app, { port: env.PORT, host: env.HOST, logger });
});
