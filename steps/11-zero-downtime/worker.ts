// A worker: says when it is ready, and drains before it ends; PM2 starts it as well.
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { apiDeps } from "../06-guards/api-deps";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { VersionedCache } from "../09-shared-state/cache/versioned-cache";
import { sharedHits } from "../09-shared-state/middleware/shared-hits";
import { connect } from "../09-shared-state/store/connect";
import { cacheInvalidatingUserRepository } from "../09-shared-state/users/cache-invalidating-user-repository";
import { threadedReports } from "../10-worker-threads/reports/threaded-reports";
import { createApp } from "./app";
import { ShutdownEnvironment } from "./config/shutdown-environment";
import { awaitDatabase } from "./db/await-database";
import { Readiness } from "./health/readiness";
import { serve } from "./http/serve";

const env = parseEnvironment(ShutdownEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const prepared = awaitDatabase({ env, logger });
const { db, store, firstAttempt } = connect({ env, logger });
const cache = new VersionedCache({ store, name: "users" });
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
    hits: sharedHits(store),
    whenStoreFails: env.WHEN_STORE_FAILS,
  },
  cache,
  ready: prepared.ready,
  state,
});

void Promise.all([firstAttempt, prepared.firstAttempt]).then(() => {
  const server = listen(app, {
    port: env.PORT,
    host: env.HOST,
    logger,
  });
  serve(server, { env, logger, state });
});
