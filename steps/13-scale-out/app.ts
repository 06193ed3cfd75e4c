// Builds the app: as in step 12, behind proxies that it knows, and with nothing computed twice.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { liveness } from "../03-middleware/health/liveness";
import { requireJson } from "../03-middleware/middleware/require-json";
import { requireUtf8 } from "../03-middleware/middleware/require-utf8";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "../06-guards/api-routes";
import { privateResponses } from "../06-guards/middleware/private-responses";
import { requireAuth } from "../06-guards/middleware/require-auth";
import { unavailableUntil } from "../07-database/middleware/unavailable-until";
import {
  type Readiness,
  readiness,
} from "../11-zero-downtime/health/readiness";
import { logRequest } from "../12-observability/logging/log-request";
import { withRequestContext } from "../12-observability/logging/request-context";
import { measureRequest } from "../12-observability/metrics/measure-request";
import { metricsRoutes } from "../12-observability/metrics/metrics-routes";
import type { Observation } from "../12-observability/metrics/observe";
import { onFinished } from "../12-observability/middleware/on-finished";
import { shedLoad } from "../12-observability/middleware/shed-load";
import type { LeasedCache } from "./cache/leased-cache";
import { withHeads } from "./http/answer-head";
import { constantHeaders } from "./http/constant-headers";
import { inOneLayer } from "./middleware/in-one-layer";
import {
  type LeasedLimitOptions,
  leasedLimit,
} from "./middleware/leased-limit";
import { requestId } from "./middleware/request-id";
import { leasedUserList } from "./users/leased-user-list";

export interface AppDeps {
  readonly logger: Logger;
  readonly api: ApiDeps;
  readonly apiKey: string;
  readonly rateLimit: LeasedLimitOptions;
  readonly cache: LeasedCache;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
  readonly state: Readiness;
  readonly observation: Observation;
  /** The proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[];
}

export function createApp(deps: AppDeps): Express {
  const { logger, api, apiKey, cache, ready, state } = deps;
  const { requests, metrics, overload } = deps.observation;
  const app = withHeads(express(), [
    ...constantHeaders(helmet()),
    ...constantHeaders(privateResponses()),
  ]);
  app.disable("x-powered-by");
  app.set("trust proxy", deps.trustProxy);

  app.use(
    inOneLayer(
      requestId(),
      withRequestContext(),
      onFinished(logRequest({ logger }), measureRequest(requests)),
    ),
  );

  app.get("/healthz", liveness());
  app.get("/readyz", readiness(state));
  app.use("/metrics", metricsRoutes({ apiKey, metrics }));

  // Behind what tells how the server is, and before all that costs anything.
  const shedding = shedLoad(overload);
  app.use(
    inOneLayer(
      shedding.atHead,
      leasedLimit(deps.rateLimit),
      requireAuth({ apiKey, tokens: api.tokens, except: isPublic }),
      unavailableUntil(ready),
    ),
  );
  // In front of the parser: whoever asks for a page has nothing to be parsed.
  const userList = leasedUserList({ users: api.users, cache });
  app.get("/users", shedding.whenWhole, userList);
  app.use(requireJson());
  app.use(express.json({ limit: "100kb", verify: requireUtf8 }));
  app.use(shedding.whenWhole);
  app.use(apiRoutes(api));

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}
