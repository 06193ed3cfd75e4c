// Builds the app: as in step 9, with a readiness check.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { liveness } from "../03-middleware/health/liveness";
import { jsonBodies } from "../03-middleware/middleware/json-bodies";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "../06-guards/api-routes";
import { requireAuth } from "../06-guards/middleware/require-auth";
import { securityHeaders } from "../06-guards/middleware/security-headers";
import { unavailableUntil } from "../07-database/middleware/unavailable-until";
import type { ResponseCache } from "../09-shared-state/cache/response-cache";
import {
  type SharedRateLimitOptions,
  sharedRateLimit,
} from "../09-shared-state/middleware/shared-rate-limit";
import { cachedUserList } from "../09-shared-state/users/cached-user-list";
import { type Readiness, readiness } from "./health/readiness";

export interface AppDeps {
  readonly logger: Logger;
  readonly api: ApiDeps;
  readonly apiKey: string;
  readonly rateLimit: SharedRateLimitOptions;
  readonly cache: ResponseCache;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
  readonly state: Readiness;
}

export function createApp(deps: AppDeps): Express {
  const { logger, api, apiKey, cache } = deps;
  const app = express();

  app.use(securityHeaders());
  app.use(requestId(), requestLogger({ logger }));

  app.get("/healthz", liveness());
  app.get("/readyz", readiness(deps.state));

  app.use(sharedRateLimit(deps.rateLimit));
  app.use(requireAuth({ apiKey, tokens: api.tokens, except: isPublic }));
  app.use(unavailableUntil(deps.ready));
  app.use(jsonBodies());
  app.get("/users", cachedUserList({ users: api.users, cache }));
  app.use(apiRoutes(api));

  app.use(notFound(), errorHandler({ logger }));

  return app;
}
