// Builds the app: a rate limit and authentication are stacked in front of the routes.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { liveness } from "../03-middleware/health/liveness";
import { jsonBodies } from "../03-middleware/middleware/json-bodies";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "./api-routes";
import { type RateLimitOptions, rateLimit } from "./middleware/rate-limit";
import { requireAuth } from "./middleware/require-auth";
import { securityHeaders } from "./middleware/security-headers";

export interface AppDeps {
  readonly logger: Logger;
  readonly api: ApiDeps;
  readonly apiKey: string;
  readonly rateLimit: RateLimitOptions;
}

export function createApp(deps: AppDeps): Express {
  const { logger, api, apiKey } = deps;
  const app = express();

  app.use(securityHeaders());
  app.use(requestId(), requestLogger({ logger }));

  app.get("/healthz", liveness());

  // The cheapest refusal first: a flood is refused before its tokens are
  // verified, and an unknown client before its body is read.
  app.use(rateLimit(deps.rateLimit));
  app.use(requireAuth({ apiKey, tokens: api.tokens, except: isPublic }));
  app.use(jsonBodies());
  app.use(apiRoutes(api));

  app.use(notFound(), errorHandler({ logger }));

  return app;
}
