// A worker: counts reports in threads, off its event loop.
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { apiDeps } from "../06-guards/api-deps";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { reportReady } from "../08-cluster/cluster/heartbeat";
import { waitForPrimary } from "../08-cluster/cluster/preparation";
import { createApp } from "../09-shared-state/app";
import { VersionedCache } from "../09-shared-state/cache/versioned-cache";
import { sharedHits } from "../09-shared-state/middleware/shared-hits";
import { connect } from "../09-shared-state/store/connect";
import { cacheInvalidatingUserRepository } from "../09-shared-state/users/cache-invalidating-user-repository";
import { ThreadEnvironment } from "./config/thread-environment";
import { threadedReports } from "./reports/threaded-reports";

const env = parseEnvironment(ThreadEnvironment);
const logger = jsonLogger(env.LOG_LEVEL);
handleFatalErrors({ logger });

const { db, store, firstAttempt } = connect({ env, logger });
const cache = new VersionedCache({ store, name: "users" });
const repository = cacheInvalidatingUserRepository(postgresUserRepository(db), {
  cache,
  logger,
});
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
  ready: waitForPrimary(),
});

void firstAttempt.then(() => {
  reportReady(listen(app, { port: env.PORT, host: env.HOST, logger }));
});
