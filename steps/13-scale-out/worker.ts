// Serves: the parts of step 12, behind proxies that it knows, whose connections it keeps open longer than they do.
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
import { listen } from "../12-observability/http/listen";
import { workersMetrics } from "../12-observability/metrics/cluster-metrics";
import { processMetrics } from "../12-observability/metrics/process-metrics";
import { ConcurrencyLimit } from "../12-observability/overload/concurrency-limit";
import { measureEventLoopLag } from "../12-observability/overload/event-loop-lag";
import { createApp } from "./app";
import { LeasedCache } from "./cache/leased-cache";
import type { ScaleEnvironment } from "./config/scale-environment";
import { emptyRequests } from "./http/empty-requests";
import { keepAlive } from "./http/keep-alive";

export interface WorkerParts {
  readonly env: z.infer<typeof ScaleEnvironment>;
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
  const cache = new LeasedCache({
    cache: new VersionedCache({ store, name: "users" }),
  });
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
    trustProxy: env.TRUST_PROXY,
  });

  void firstAttempt.then(() => {
    const { PORT: port, HOST: host, REQUEST_TIMEOUT_MS } = env;
    const server = listen(app, {
      ...{ port, host, logger },
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      serverOptions: emptyRequests,
    });
    reportReady(keepAlive(server, env.KEEP_ALIVE_MS));
    shutDownOnSignals(server, {
      graceMs: env.SHUTDOWN_GRACE_MS,
      deadlineMs: env.SHUTDOWN_DEADLINE_MS,
      onDraining: () => state.draining(),
      logger,
    });
  });
}
