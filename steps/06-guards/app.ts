// Builds the app: a rate limit and authentication are stacked in front of the routes.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { requireJson } from "../03-middleware/middleware/require-json";
import { requireUtf8 } from "../03-middleware/middleware/require-utf8";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "./api-routes";
import { privateResponses } from "./middleware/private-responses";
import { rateLimit } from "./middleware/rate-limit";
import { requireAuth } from "./middleware/require-auth";

export interface AppParts extends ApiDeps {
  readonly logger: Logger;
  readonly apiKey: string;
  /** Requests a minute for one client. */
  readonly limit: number;
}

export function createApp({
  logger,
  apiKey,
  limit,
  ...api
}: AppParts): Express {
  const app = express();

  app.use(helmet());
  app.use(privateResponses());
  app.use(requestId());
  app.use(requestLogger({ logger }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

  // The cheapest refusal first: a flood is turned away before its tokens are
  // verified, and a stranger before the body is read.
  app.use(rateLimit({ limit }));
  app.use(requireAuth({ apiKey, tokens: api.tokens, except: isPublic }));
  app.use(requireJson());
  app.use(express.json({ limit: "100kb", verify: requireUtf8 }));
  app.use(apiRoutes(api));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
