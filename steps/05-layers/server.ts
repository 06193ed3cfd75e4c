// Starts the server, with the users in this process or behind USERS_SERVICE_URL.
import { join } from "node:path";
import { z } from "zod";
import { seedUsers } from "../01-naive/users/seed-users";
import { UserStore } from "../02-event-loop/users/user-store";
import {
  parseEnvironment,
  ServerEnvironment,
} from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { createApp } from "./app";
import { localServices, remoteServices } from "./services";

const env = parseEnvironment(
  ServerEnvironment.extend({
    USERS_SERVICE_URL: z.url().optional(),
    USERS_SERVICE_TIMEOUT_MS: z.coerce.number().int().positive().default(2000),
  }),
);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const services = env.USERS_SERVICE_URL
  ? remoteServices({
      baseUrl: env.USERS_SERVICE_URL,
      timeoutMs: env.USERS_SERVICE_TIMEOUT_MS,
    })
  : localServices(
      new UserStore(join(env.DATA_DIR, "users.ndjson"), () =>
        seedUsers(env.SEED_USERS),
      ),
    );

listen(createApp({ logger, ...services }), {
  port: env.PORT,
  host: env.HOST,
  logger,
});
