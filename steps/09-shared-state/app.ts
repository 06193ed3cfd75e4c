// Builds the app: as in step 7, with a limit over all processes, and a list from ready bytes.
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
import type { VersionedCache } from "./cache/versioned-cache";
import { sharedHits } from "./middleware/shared-hits";
import type { SharedStore } from "./store/shared-store";
import { cachedUserList } from "./users/cached-user-list";

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
}

export function createApp(parts: AppParts): Express {
  const { logger, apiKey, limit, whenStoreFails, ready, ...rest } = parts;
  const { store, cache, ...api } = rest;
  const app = express();

  app.use(helmet());
  app.use(privateResponses());
  app.use(requestId());
  app.use(requestLogger({ logger }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

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
