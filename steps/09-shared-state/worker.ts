// A worker: shares the count of each client's requests, and the cached list, with all others.
import { parseEnvironment } from "../03-middleware/config/environment";
import { listen } from "../03-middleware/http/listen";
import { jsonLogger } from "../03-middleware/logging/logger";
import { handleFatalErrors } from "../04-errors/errors/fatal-errors";
import { apiDeps } from "../06-guards/api-deps";
import { postgresUserRepository } from "../07-database/users/postgres-user-repository";
import { reportReady } from "../08-cluster/cluster/heartbeat";
import { waitForPrimary } from "../08-cluster/cluster/preparation";
import { createApp } from "./app";
import { VersionedCache } from "./cache/versioned-cache";
import { SharedEnvironment } from "./config/shared-environment";
import { sharedHits } from "./middleware/shared-hits";
import { connect } from "./store/connect";
import { cacheInvalidatingUserRepository } from "./users/cache-invalidating-user-repository";

const env = parseEnvironment(SharedEnvironment);
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
  api: apiDeps({ repository, jwtSecret: env.JWT_SECRET }),
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
