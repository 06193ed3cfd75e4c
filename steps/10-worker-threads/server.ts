// Starts a primary and its workers, each with threads of its own in which reports are counted.
import cluster from "node:cluster";
import { hashPassword } from "../02-event-loop/auth/password";
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { exitLogged } from "../04-errors/errors/exit-logged";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { userService } from "../05-layers/users/user-service";
import { tokens } from "../06-guards/auth/tokens";
import { database } from "../07-database/db/database";
import { migrate } from "../07-database/db/migrate";
import { createPool } from "../07-database/db/pool";
import { keepPreparing } from "../07-database/db/prepare";
import { loadUsers } from "../07-database/users/load-users";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { reportReady } from "../08-cluster/cluster/heartbeat";
import {
  notifyWorkers,
  waitForPrimary,
} from "../08-cluster/cluster/preparation";
import { Supervisor } from "../08-cluster/cluster/supervisor";
import { createApp } from "../09-shared-state/app";
import { VersionedCache } from "../09-shared-state/cache/versioned-cache";
import { connectionsOf } from "../09-shared-state/config/shared-environment";
import { openStore } from "../09-shared-state/store/open-store";
import { prepareStore } from "../09-shared-state/store/prepare-store";
import { cacheInvalidatingUserRepository } from "../09-shared-state/users/cache-invalidating-user-repository";
import { ThreadEnvironment } from "./config/thread-environment";
import { reportThreads } from "./reports/report-threads";
import { threadedReportService } from "./reports/threaded-report-service";
import { signUpTimes } from "./users/sign-up-times";

const env = parseEnvironment(ThreadEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

if (cluster.isPrimary) startPrimary();
else startWorker();

function startPrimary(): void {
  const { firstAttempt, ready } = keepPreparing(env.DATABASE_URL, {
    logger,
    prepare: async (client) => {
      await migrate(client, { logger });
      if (!env.REDIS_URL) await prepareStore(client, { logger });
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
  const connections = connectionsOf(env);
  const pool = createPool({
    connectionString: env.DATABASE_URL,
    max: connections.users,
    logger,
  });
  const users = database(pool);
  const { store, firstAttempt } = openStore(
    {
      redisUrl: env.REDIS_URL,
      databaseUrl: env.DATABASE_URL,
      connections: connections.store,
      logger,
    },
    { timeoutMs: env.STORE_TIMEOUT_MS },
  );
  const cache = new VersionedCache({ store, name: "users" });
  const repository = cacheInvalidatingUserRepository(
    postgresUserRepository(users),
    {
      cache,
      logger,
    },
  );
  const app = createApp({
    logger,
    repository,
    users: userService({ repository, hashPassword }),
    reports: threadedReportService({
      pool: reportThreads({ env, logger }),
      signUpTimes: () => signUpTimes(users),
    }),
    tokens: tokens(env.JWT_SECRET),
    apiKey: env.API_KEY,
    limit: env.RATE_LIMIT,
    whenStoreFails: env.WHEN_STORE_FAILS,
    store,
    cache,
    ready: waitForPrimary(),
  });

  const { PORT: port, HOST: host } = env;
  void firstAttempt.then(() => {
    reportReady(listen(app, { port, host, logger }));
  });
}
