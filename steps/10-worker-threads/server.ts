// Starts the primary, which prepares what its workers share.
import { parseEnvironment } from "../03-middleware/config/environment";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { startPrimary } from "../08-cluster/cluster/start-primary";
import { prepareSharedState } from "../09-shared-state/store/prepare-shared-state";
import { ThreadEnvironment } from "./config/thread-environment";

const env = parseEnvironment(ThreadEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

void startPrimary({
  worker: require.resolve("./worker"),
  env,
  logger,
  prepare: (client) => prepareSharedState(client, { env, logger }),
});
