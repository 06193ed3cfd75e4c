// Starts the primary, which also gathers the metrics of its workers.
import { parseEnvironment } from "../03-middleware/config/environment";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { startPrimary } from "../08-cluster/cluster/start-primary";
import { prepareSharedState } from "../09-shared-state/store/prepare-shared-state";
import { followSignals } from "../11-zero-downtime/cluster/follow-signals";
import { killTimeoutMs } from "../11-zero-downtime/config/shutdown-environment";
import { ObservedEnvironment } from "./config/observed-environment";
import { batchedLogger } from "./logging/batched-logger";
import { gatherMetrics } from "./metrics/cluster-metrics";

const env = parseEnvironment(ObservedEnvironment);
const { logger } = batchedLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

gatherMetrics();
const supervised = startPrimary({
  worker: require.resolve("./worker"),
  env,
  logger,
  prepare: (client) => prepareSharedState(client, { env, logger }),
  killTimeoutMs: killTimeoutMs(env),
});
followSignals({ supervised, logger });
