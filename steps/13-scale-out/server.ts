// Starts one node of several: a primary and its workers, behind a balancer.
import cluster from "node:cluster";
import { parseEnvironment } from "../03-middleware/config/environment";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { waitForPrimary } from "../08-cluster/cluster/preparation";
import { startPrimary } from "../11-zero-downtime/cluster/start-primary";
import { batchedLogger } from "../12-observability/logging/batched-logger";
import { gatherMetrics } from "../12-observability/metrics/cluster-metrics";
import { ScaleEnvironment } from "./config/scale-environment";
import { startWorker } from "./worker";

const env = parseEnvironment(ScaleEnvironment);
const { logger, dropped: droppedLines } = batchedLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

if (cluster.isPrimary) {
  gatherMetrics();
  startPrimary({ env, logger });
} else {
  startWorker({ env, logger, droppedLines, ready: waitForPrimary() });
}
