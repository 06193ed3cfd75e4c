// Serves: the parts of step 10 behind an app that says when it is ready, and drains before it ends.
import type { Logger } from "winston";
import type { z } from "zod";
import { hashPassword } from "../02-event-loop/auth/password";
import { listen } from "../03-middleware/http/listen";
import { userService } from "../05-layers/users/user-service";
import { tokens } from "../06-guards/auth/tokens";
import { database } from "../07-database/db/database";
import { createPool } from "../07-database/db/pool";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { reportReady } from "../08-cluster/cluster/heartbeat";
import { VersionedCache } from "../09-shared-state/cache/versioned-cache";
import { connectionsOf } from "../09-shared-state/config/shared-environment";
import { openStore } from "../09-shared-state/store/open-store";
import { cacheInvalidatingUserRepository } from "../09-shared-state/users/cache-invalidating-user-repository";
import { reportThreads } from "../10-worker-threads/reports/report-threads";
import { threadedReportService } from "../10-worker-threads/reports/threaded-report-service";
import { signUpTimes } from "../10-worker-threads/users/sign-up-times";
import { createApp } from "./app";
import type { ShutdownEnvironment } from "./config/shutdown-environment";
import { Readiness } from "./health/readiness";
import { shutDownOnSignals } from "./http/shut-down-on-signals";

export interface WorkerParts {
  readonly env: z.infer<typeof ShutdownEnvironment>;
  readonly logger: Logger;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
}

export function startWorker({ env, logger, ready }: WorkerParts): void {
  const connections = connectionsOf(env);
  const { store, firstAttempt } = openStore(
    {
      redisUrl: env.REDIS_URL,
      databaseUrl: env.DATABASE_URL,
      connections: connections.store,
      logger,
    },
    { timeoutMs: env.STORE_TIMEOUT_MS },
  );
  const users = database(
    createPool({
      connectionString: env.DATABASE_URL,
      max: connections.users,
      logger,
    }),
  );
  const cache = new VersionedCache({ store, name: "users" });
  const repository = cacheInvalidatingUserRepository(
    postgresUserRepository(users),
    {
      cache,
      logger,
    },
  );
  const state = new Readiness();
  void ready.then(() => state.prepared());
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
    ready,
    state,
  });

  void firstAttempt.then(() => {
    const { PORT: port, HOST: host } = env;
    const server = listen(app, { port, host, logger });
    reportReady(server);
    shutDownOnSignals(server, {
      graceMs: env.SHUTDOWN_GRACE_MS,
      deadlineMs: env.SHUTDOWN_DEADLINE_MS,
      onDraining: () => state.draining(),
      logger,
    });
  });
}
