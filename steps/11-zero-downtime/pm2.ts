// One of the processes that PM2 starts, supervises and reloads: a worker without a primary of ours.
import { parseEnvironment } from "../03-middleware/config/environment";
import { jsonLogger } from "../03-middleware/logging/logger";
import { installLastResort } from "../04-errors/errors/last-resort";
import { ShutdownEnvironment } from "./config/shutdown-environment";
import { prepareDatabase } from "./db/prepare-database";
import { startWorker } from "./worker";

const env = parseEnvironment(ShutdownEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
installLastResort({ logger });

// Each of them prepares: they wait for one another, and find nothing left to do.
const { tried, ready } = prepareDatabase(env, logger);
void tried.then(() => startWorker({ env, logger, ready }));
