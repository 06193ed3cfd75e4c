// One of the processes that PM2 starts, supervises and reloads: a worker without a primary of ours.
import { parseEnvironment } from "../03-middleware/config/environment";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { ShutdownEnvironment } from "./config/shutdown-environment";
import { prepareDatabase } from "./db/prepare-database";
import { startWorker } from "./worker";

const env = parseEnvironment(ShutdownEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

// Each of them prepares: they wait for one another, and find nothing left to do.
const { firstAttempt, ready } = prepareDatabase(env, logger);
void firstAttempt.then(() => startWorker({ env, logger, ready }));
