// Starts a primary and its workers, and gathers what these know of themselves.
import cluster from "node:cluster";
import { parseEnvironment } from "../03-middleware/config/environment";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { waitForPrimary } from "../08-cluster/cluster/preparation";
import { startPrimary } from "../11-zero-downtime/cluster/start-primary";
import { ObservedEnvironment } from "./config/observed-environment";
import { batchedLogger } from "./logging/batched-logger";
import { gatherMetrics } from "./metrics/cluster-metrics";
import { startWorker } from "./worker";

const env = parseEnvironment(ObservedEnvironment);
const { logger, dropped: droppedLines } = batchedLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

if (cluster.isPrimary) {
  gatherMetrics();
  startPrimary({ env, logger });
} else {
  startWorker({ env, logger, droppedLines, ready: waitForPrimary() });
}
