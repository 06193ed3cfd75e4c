// Starts the server; the users are in PostgreSQL, and it waits for that if it must.
import { z } from "zod";
import { hashPassword } from "../02-event-loop/auth/password";
import {
  parseEnvironment,
  ServerEnvironment,
} from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { installLastResort } from "../04-errors/errors/last-resort";
import { reportService } from "../05-layers/reports/report-service";
import { userService } from "../05-layers/users/user-service";
import { tokens } from "../06-guards/auth/tokens";
import { createApp } from "./app";
import { database } from "./db/database";
import { migrate } from "./db/migrate";
import { createPool } from "./db/pool";
import { keepPreparing } from "./db/prepare";
import { loadUsers } from "./users/load-users";
import { postgresUserRepository } from "./users/postgres-user-repository";

const env = parseEnvironment(
  ServerEnvironment.extend({
    API_KEY: z.string().min(8),
    JWT_SECRET: z.string().min(32),
    RATE_LIMIT: z.coerce.number().int().positive().default(1000),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    DATABASE_POOL: z.coerce.number().int().positive().default(10),
  }),
);
const logger = jsonLogger(env.LOG_LEVEL);
installLastResort({ logger });

const pool = createPool({
  connectionString: env.DATABASE_URL,
  max: env.DATABASE_POOL,
  logger,
});
const ready = keepPreparing(
  async () => {
    await migrate(env.DATABASE_URL, { logger });
    await loadUsers(pool, env.SEED_USERS);
  },
  { logger },
);

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

listen(app, { port: env.PORT, host: env.HOST, logger });
