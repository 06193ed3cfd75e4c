// Starts a primary and its workers, whom it exchanges one by one when it is told to.
import cluster from "node:cluster";
import { parseEnvironment } from "../03-middleware/config/environment";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { waitForPrimary } from "../08-cluster/cluster/preparation";
import { startPrimary } from "./cluster/start-primary";
import { ShutdownEnvironment } from "./config/shutdown-environment";
import { startWorker } from "./worker";

const env = parseEnvironment(ShutdownEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

if (cluster.isPrimary) startPrimary({ env, logger });
else startWorker({ env, logger, ready: waitForPrimary() });
