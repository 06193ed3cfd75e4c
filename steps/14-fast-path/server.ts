// Starts the primary of one node of several, as in step 13.
import { parseEnvironment } from "../03-middleware/config/environment";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { startPrimary } from "../08-cluster/cluster/start-primary";
import { prepareSharedState } from "../09-shared-state/store/prepare-shared-state";
import { followSignals } from "../11-zero-downtime/cluster/follow-signals";
import { killTimeoutMs } from "../11-zero-downtime/config/shutdown-environment";
import { batchedLogger } from "../12-observability/logging/batched-logger";
import { gatherMetrics } from "../12-observability/metrics/cluster-metrics";
import { ScaleEnvironment } from "../13-scale-out/config/scale-environment";

const env = parseEnvironment(ScaleEnvironment);
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
