// Builds the app: as in step 6, and unavailable until the database has its tables.
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
import { unavailableUntil } from "./middleware/unavailable-until";

export interface AppParts extends ApiDeps {
  readonly logger: Logger;
  readonly apiKey: string;
  /** Requests a minute for one client. */
  readonly limit: number;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
}

export function createApp(parts: AppParts): Express {
  const { logger, apiKey, limit, ready, ...api } = parts;
  const app = express();

  app.use(helmet());
  app.use(privateResponses());
  app.use(requestId());
  app.use(requestLogger({ logger }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

  app.use(rateLimit({ limit }));
  app.use(requireAuth({ apiKey, tokens: api.tokens, except: isPublic }));
  app.use(unavailableUntil(ready));
  app.use(requireJson());
  app.use(express.json({ limit: "100kb", verify: requireUtf8 }));
  app.use(apiRoutes(api));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
