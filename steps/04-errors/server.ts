// Starts the server, and logs an error that no handler caught before the process ends.
import { join } from "node:path";
import { seedUsers } from "../01-naive/users/seed-users";
import { UserStore } from "../02-event-loop/users/user-store";
import {
  parseEnvironment,
  ServerEnvironment,
} from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { createApp } from "./app";
import { handleFatalErrors } from "./errors/fatal-errors";

const env = parseEnvironment(ServerEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const store = new UserStore(join(env.DATA_DIR, "users.ndjson"), () =>
  seedUsers(env.SEED_USERS),
);

listen(createApp({ logger, store }), {
  port: env.PORT,
  host: env.HOST,
  logger,
});
