// Starts the primary, which replaces its workers one by one on SIGUSR2, and drains them before it ends.
import { parseEnvironment } from "../03-middleware/config/environment";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { startPrimary } from "../08-cluster/cluster/start-primary";
import { prepareSharedState } from "../09-shared-state/store/prepare-shared-state";
import { followSignals } from "./cluster/follow-signals";
import {
  killTimeoutMs,
  ShutdownEnvironment,
} from "./config/shutdown-environment";

const env = parseEnvironment(ShutdownEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const supervised = startPrimary({
  worker: require.resolve("./worker"),
  env,
  logger,
  prepare: (client) => prepareSharedState(client, { env, logger }),
  killTimeoutMs: killTimeoutMs(env),
});
// At once: as process 1 of a container it gets no signal without a handler, and
// the database may keep it waiting.
followSignals({ supervised, logger });
