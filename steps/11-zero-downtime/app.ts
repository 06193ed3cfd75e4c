// Builds the app: as in step 9, and it says whether it is ready.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { requireJson } from "../03-middleware/middleware/require-json";
import { requireUtf8 } from "../03-middleware/middleware/require-utf8";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "../06-guards/api-routes";
import { privateResponses } from "../06-guards/middleware/private-responses";
import { rateLimit } from "../06-guards/middleware/rate-limit";
import { requireAuth } from "../06-guards/middleware/require-auth";
import { unavailableUntil } from "../07-database/middleware/unavailable-until";
import type { VersionedCache } from "../09-shared-state/cache/versioned-cache";
import { sharedHits } from "../09-shared-state/middleware/shared-hits";
import type { SharedStore } from "../09-shared-state/store/shared-store";
import { cachedUserList } from "../09-shared-state/users/cached-user-list";
import { type Readiness, readiness } from "./health/readiness";

export interface AppParts extends ApiDeps {
  readonly logger: Logger;
  readonly apiKey: string;
  /** Requests a minute for one client, whichever processes answer them. */
  readonly limit: number;
  /** Whether requests pass or are refused while they cannot be counted. */
  readonly whenStoreFails: "pass" | "refuse";
  readonly store: SharedStore;
  readonly cache: VersionedCache;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
  readonly state: Readiness;
}

export function createApp(parts: AppParts): Express {
  const { logger, apiKey, limit, whenStoreFails, ready, state, ...rest } =
    parts;
  const { store, cache, ...api } = rest;
  const app = express();

  app.use(helmet());
  app.use(privateResponses());
  app.use(requestId());
  app.use(requestLogger({ logger }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  app.get("/readyz", readiness(state));

  app.use(rateLimit({ limit, store: sharedHits(store), whenStoreFails }));
  app.use(requireAuth({ apiKey, tokens: api.tokens, except: isPublic }));
  app.use(unavailableUntil(ready));
  app.use(requireJson());
  app.use(express.json({ limit: "100kb", verify: requireUtf8 }));
  app.get("/users", cachedUserList({ users: api.users, cache }));
  app.use(apiRoutes(api));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
