// Starts the primary, which supervises a worker for each core.
import { parseEnvironment } from "../03-middleware/config/environment";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { prepareDatabase } from "../07-database/db/prepare-database";
import { startPrimary } from "./cluster/start-primary";
import { ClusterEnvironment } from "./config/cluster-environment";

const env = parseEnvironment(ClusterEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

void startPrimary({
  worker: require.resolve("./worker"),
  env,
  logger,
  prepare: (client) =>
    prepareDatabase(client, { logger, seedUsers: env.SEED_USERS }),
});
