// Starts the server: reads the environment, builds the parts, listens.
import { join } from "node:path";
import { seedUsers } from "../01-naive/users/seed-users";
import { UserStore } from "../02-event-loop/users/user-store";
import { createApp } from "./app";
import { parseEnvironment, ServerEnvironment } from "./config/environment";
import { listen } from "./http/listen";
import { jsonLogger } from "./logging/logger";

const env = parseEnvironment(ServerEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
const store = new UserStore(join(env.DATA_DIR, "users.ndjson"), () =>
  seedUsers(env.SEED_USERS),
);

listen(createApp({ logger, store }), {
  port: env.PORT,
  host: env.HOST,
  logger,
});
