// Starts the server; it needs secrets from the environment, and does not start without them.
import { join } from "node:path";
import { seedUsers } from "../01-naive/users/seed-users";
import { UserStore } from "../02-event-loop/users/user-store";
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { fileUserRepository } from "../05-layers/users/file-user-repository";
import { apiDeps } from "./api-deps";
import { createApp } from "./app";
import { GuardEnvironment } from "./config/guard-environment";

const env = parseEnvironment(GuardEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const repository = fileUserRepository(
  new UserStore(join(env.DATA_DIR, "users.ndjson"), () =>
    seedUsers(env.SEED_USERS),
  ),
);
const app = createApp({
  logger,
  api: apiDeps({ repository, jwtSecret: env.JWT_SECRET }),
  apiKey: env.API_KEY,
  rateLimit: { limit: env.RATE_LIMIT },
});

listen(app, { port: env.PORT, host: env.HOST, logger });
