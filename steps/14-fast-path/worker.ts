// A worker: that of step 13, with a fast path in front of its app.
import { tracing } from "../12-observability/tracing/tracing";
// It is first because it patches the packages that the imports below load.

import express from "express";
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
import { LeasedCache } from "../13-scale-out/cache/leased-cache";
import { ScaleEnvironment } from "../13-scale-out/config/scale-environment";
import { keepAlive } from "../13-scale-out/http/keep-alive";
import { trustProxies } from "../13-scale-out/http/trust-proxies";
import { leasedHits } from "../13-scale-out/middleware/leased-hits";
import { Leases } from "../13-scale-out/middleware/leases";
import { emptyRequests } from "./http/empty-requests";
import { fastUserList } from "./users/fast-user-list";

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
const leases = new Leases({ store, limit: env.RATE_LIMIT });
const state = new Readiness(prepared.ready);
const app = express().disable("x-powered-by");
const deps = {
  logger,
  api: {
    ...apiDeps({ repository, jwtSecret: env.JWT_SECRET }),
    reports: threadedReports({ env, db, logger }),
  },
  apiKey: env.API_KEY,
  rateLimit: {
    limit: env.RATE_LIMIT,
    hits: leasedHits(leases),
    whenStoreFails: env.WHEN_STORE_FAILS,
  },
  cache,
  ready: prepared.ready,
  state,
  observation: observe({ env, droppedLines: dropped }),
};
app.get("/users", fastUserList({ ...deps, leases, limit: env.RATE_LIMIT }));
app.use(createApp(deps));
trustProxies(app, env.TRUST_PROXY);

void Promise.all([firstAttempt, prepared.firstAttempt]).then(() => {
  const server = listen(app, {
    port: env.PORT,
    host: env.HOST,
    logger,
    requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
    ...emptyRequests,
  });
  keepAlive(server, env.KEEP_ALIVE_MS);
  serve(server, { env, logger, state, onDrained: tracing?.flush });
});
