// Starts a primary that supervises a worker for each core; every worker serves the app of step 7.
import cluster from "node:cluster";
import { hashPassword } from "../02-event-loop/auth/password";
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { exitLogged } from "../04-errors/errors/exit-logged";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { reportService } from "../05-layers/reports/report-service";
import { userService } from "../05-layers/users/user-service";
import { tokens } from "../06-guards/auth/tokens";
import { createApp } from "../07-database/app";
import { database } from "../07-database/db/database";
import { migrate } from "../07-database/db/migrate";
import { createPool } from "../07-database/db/pool";
import { keepPreparing } from "../07-database/db/prepare";
import { loadUsers } from "../07-database/users/load-users";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { reportReady } from "./cluster/heartbeat";
import { notifyWorkers, waitForPrimary } from "./cluster/preparation";
import { Supervisor } from "./cluster/supervisor";
import {
  ClusterEnvironment,
  connectionsEach,
} from "./config/cluster-environment";

const env = parseEnvironment(ClusterEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

if (cluster.isPrimary) startPrimary();
else startWorker();

function startPrimary(): void {
  const { firstAttempt, ready } = keepPreparing(env.DATABASE_URL, {
    logger,
    prepare: async (client) => {
      await migrate(client, { logger });
      await loadUsers(client, env.SEED_USERS);
    },
  });
  notifyWorkers(ready);
  void firstAttempt.then(() => {
    new Supervisor({
      workers: env.WORKERS,
      logger,
      heartbeatTimeoutMs: env.WORKER_SILENCE_MS,
      onCrashLoop: () => exitLogged(1),
    });
  });
}

function startWorker(): void {
  const pool = createPool({
    connectionString: env.DATABASE_URL,
    max: connectionsEach(env),
    logger,
  });
  const repository = postgresUserRepository(database(pool));
  const app = createApp({
    logger,
    repository,
    users: userService({ repository, hashPassword }),
    reports: reportService(repository),
    tokens: tokens(env.JWT_SECRET),
    apiKey: env.API_KEY,
    limit: env.RATE_LIMIT,
    ready: waitForPrimary(),
  });

  const { PORT: port, HOST: host } = env;
  reportReady(listen(app, { port, host, logger }));
}
