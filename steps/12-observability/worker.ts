// Serves: the parts of step 11, measured, and with a limit to what is taken on at once.
import type { Logger } from "winston";
import type { z } from "zod";
import { hashPassword } from "../02-event-loop/auth/password";
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
import { Readiness } from "../11-zero-downtime/health/readiness";
import { shutDownOnSignals } from "../11-zero-downtime/http/shut-down-on-signals";
import { createApp } from "./app";
import type { ObservedEnvironment } from "./config/observed-environment";
import { listen } from "./http/listen";
import { workersMetrics } from "./metrics/cluster-metrics";
import { processMetrics } from "./metrics/process-metrics";
import { ConcurrencyLimit } from "./overload/concurrency-limit";
import { measureEventLoopLag } from "./overload/event-loop-lag";

export interface WorkerParts {
  readonly env: z.infer<typeof ObservedEnvironment>;
  readonly logger: Logger;
  /** How many log lines never reached the output. */
  readonly droppedLines: () => number;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
}

export function startWorker(parts: WorkerParts): void {
  const { env, logger, droppedLines, ready } = parts;
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
  const limit = new ConcurrencyLimit({ targetMs: env.TARGET_MS });
  const measured = processMetrics({ limit, droppedLines });
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
    requestMetrics: measured.requests,
    metrics: workersMetrics(measured.snapshot),
    overload: {
      limit,
      lag: measureEventLoopLag(),
      maxLagMs: env.MAX_LAG_MS,
      onShed: () => measured.shed.inc(),
    },
  });

  void firstAttempt.then(() => {
    const { PORT: port, HOST: host, REQUEST_TIMEOUT_MS } = env;
    const server = listen(app, {
      ...{ port, host, logger },
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
    });
    reportReady(server);
    shutDownOnSignals(server, {
      graceMs: env.SHUTDOWN_GRACE_MS,
      deadlineMs: env.SHUTDOWN_DEADLINE_MS,
      onDraining: () => state.draining(),
      logger,
    });
  });
}
