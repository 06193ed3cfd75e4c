// Builds the app: as in step 12, behind proxies that it knows, and with nothing computed twice.
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { requireJson } from "../03-middleware/middleware/require-json";
import { requireUtf8 } from "../03-middleware/middleware/require-utf8";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { type ApiDeps, apiRoutes, isPublic } from "../06-guards/api-routes";
import { privateResponses } from "../06-guards/middleware/private-responses";
import { requireAuth } from "../06-guards/middleware/require-auth";
import { unavailableUntil } from "../07-database/middleware/unavailable-until";
import type { SharedStore } from "../09-shared-state/store/shared-store";
import {
  type Readiness,
  readiness,
} from "../11-zero-downtime/health/readiness";
import { logRequest } from "../12-observability/logging/log-request";
import { withRequestContext } from "../12-observability/logging/request-context";
import { measureRequest } from "../12-observability/metrics/measure-request";
import { metricsRoutes } from "../12-observability/metrics/metrics-routes";
import type { RequestMetrics } from "../12-observability/metrics/request-metrics";
import { onFinished } from "../12-observability/middleware/on-finished";
import {
  type ShedLoadOptions,
  shedLoad,
} from "../12-observability/middleware/shed-load";
import type { LeasedCache } from "./cache/leased-cache";
import { withHeads } from "./http/answer-head";
import { constantHeaders } from "./http/constant-headers";
import { inOneLayer } from "./middleware/in-one-layer";
import { leasedLimit } from "./middleware/leased-limit";
import { requestId } from "./middleware/request-id";
import { leasedUserList } from "./users/leased-user-list";

export interface AppParts extends ApiDeps {
  readonly logger: Logger;
  readonly apiKey: string;
  /** Requests a minute for one client, whichever processes answer them. */
  readonly limit: number;
  /** Whether requests pass or are refused while they cannot be counted. */
  readonly whenStoreFails: "pass" | "refuse";
  readonly store: SharedStore;
  readonly cache: LeasedCache;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
  readonly state: Readiness;
  readonly requestMetrics: RequestMetrics;
  /** The metrics of all workers, as text. */
  readonly metrics: () => Promise<string>;
  readonly overload: ShedLoadOptions;
  /** The proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[];
}

export function createApp(parts: AppParts): Express {
  const { logger, apiKey, limit, whenStoreFails, ready, state } = parts;
  const { store, cache, requestMetrics, metrics, overload, ...api } = parts;
  const app = withHeads(express(), [
    ...constantHeaders(helmet()),
    ...constantHeaders(privateResponses()),
  ]);
  app.disable("x-powered-by");
  app.set("trust proxy", parts.trustProxy);

  app.use(
    inOneLayer(
      requestId(),
      withRequestContext(),
      onFinished(logRequest({ logger }), measureRequest(requestMetrics)),
    ),
  );

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });
  app.get("/readyz", readiness(state));
  app.use("/metrics", metricsRoutes({ apiKey, metrics }));

  // Behind what tells how the server is, and before all that costs anything.
  const shedding = shedLoad(overload);
  app.use(
    inOneLayer(
      shedding.atHead,
      leasedLimit({ limit, store, whenStoreFails }),
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
