// A worker: stands behind proxies that it knows, and keeps their connections open longer than they do.
import { tracing } from "../12-observability/tracing/tracing";
// It is first because it patches the packages that the imports below load.

import { parseEnvironment } from "../03-middleware/config/environment";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { apiDeps } from "../06-guards/api-deps";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { VersionedCache } from "../09-shared-state/cache/versioned-cache";
import { connect } from "../09-shared-state/store/connect";
import { cacheInvalidatingUserRepository } from "../09-shared-state/users/cache-invalidating-user-repository";
import { threadedReports } from "../10-worker-threads/reports/threaded-reports";
import { awaitDatabase } from "../11-zero-downtime/db/await-database";
import { Readiness } from "../11-zero-downtime/health/readiness";
import { serve } from "../11-zero-downtime/http/serve";
import { createApp } from "../12-observability/app";
import { listen } from "../12-observability/http/listen";
import { batchedLogger } from "../12-observability/logging/batched-logger";
import { observe } from "../12-observability/metrics/observe";
import { LeasedCache } from "./cache/leased-cache";
import { ScaleEnvironment } from "./config/scale-environment";
import { keepAlive } from "./http/keep-alive";
import { trustProxies } from "./http/trust-proxies";
import { leasedHits } from "./middleware/leased-hits";
import { Leases } from "./middleware/leases";

const env = parseEnvironment(ScaleEnvironment);
const { logger, dropped } = batchedLogger(env.LOG_LEVEL, tracing);
handleFatalErrors({ logger });
tracing?.logErrors(logger);

const prepared = awaitDatabase({ env, logger });
const { db, store, firstAttempt } = connect({ env, logger });
const cache = new LeasedCache({
  cache: new VersionedCache({ store, name: "users" }),
});
const repository = cacheInvalidatingUserRepository(postgresUserRepository(db), {
  cache,
  logger,
});
const state = new Readiness(prepared.ready);
const app = createApp({
  logger,
  api: {
    ...apiDeps({ repository, jwtSecret: env.JWT_SECRET }),
    reports: threadedReports({ env, db, logger }),
  },
  apiKey: env.API_KEY,
  rateLimit: {
    limit: env.RATE_LIMIT,
    hits: leasedHits(new Leases({ store, limit: env.RATE_LIMIT })),
    whenStoreFails: env.WHEN_STORE_FAILS,
  },
  cache,
  ready: prepared.ready,
  state,
  observation: observe({ env, droppedLines: dropped }),
});
trustProxies(app, env.TRUST_PROXY);

void Promise.all([firstAttempt, prepared.firstAttempt]).then(() => {
  const server = listen(app, {
    port: env.PORT,
    host: env.HOST,
    logger,
    requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
  });
  keepAlive(server, env.KEEP_ALIVE_MS);
  serve(server, { env, logger, state, onDrained: tracing?.flush });
});
