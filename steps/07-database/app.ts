// Builds the app: as in step 6, but it answers 503 until the database is prepared.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { liveness } from "../03-middleware/health/liveness";
import { jsonBodies } from "../03-middleware/middleware/json-bodies";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "../06-guards/api-routes";
import {
  type RateLimitOptions,
  rateLimit,
} from "../06-guards/middleware/rate-limit";
import { requireAuth } from "../06-guards/middleware/require-auth";
import { securityHeaders } from "../06-guards/middleware/security-headers";
import { unavailableUntil } from "./middleware/unavailable-until";

export interface AppDeps {
  readonly logger: Logger;
  readonly api: ApiDeps;
  readonly apiKey: string;
  readonly rateLimit: RateLimitOptions;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
}

export function createApp(deps: AppDeps): Express {
  const { logger, api, apiKey } = deps;
  const app = express();

  app.use(securityHeaders());
  app.use(requestId(), requestLogger({ logger }));

  app.get("/healthz", liveness());

  app.use(rateLimit(deps.rateLimit));
  app.use(requireAuth({ apiKey, tokens: api.tokens, except: isPublic }));
  app.use(unavailableUntil(deps.ready));
  app.use(jsonBodies());
  app.use(apiRoutes(api));

  app.use(notFound(), errorHandler({ logger }));

  return app;
}
