// Builds the site from the workshop's own middleware, and its pages.
import express, { type Express } from "express";
import type { Logger } from "winston";
import { requestId } from "../../steps/03-middleware/middleware/request-id";
import { requestLogger } from "../../steps/03-middleware/middleware/request-logger";
import { errorHandler } from "../../steps/04-errors/errors/error-handler";
import { notFound } from "../../steps/04-errors/errors/not-found";
import { root } from "../servers/host/paths";
import { assets } from "./assets";
import type { BenchRuns } from "./live/bench-runs";
import type { LiveChanges } from "./live/live-changes";
import { errorPage } from "./middleware/error-page";
import { loopbackOnly, pageHeaders, sameOrigin } from "./middleware/security";
import { pageRoutes } from "./routes";
import { slideRoutes } from "./slide-routes";
import { speedscope } from "./speedscope";

export interface SiteParts {
  readonly logger: Logger;
  readonly changes: LiveChanges;
  readonly benches: BenchRuns;
}

export function createSite({ logger, changes, benches }: SiteParts): Express {
  const app = express();

  app.use(pageHeaders());
  app.use(requestId());
  app.use(requestLogger({ logger }));
  app.use(loopbackOnly());

  app.get("/healthz", (_req, res) => {
    // By its folder, another command knows its own workshop.
    res.json({ status: "ok", site: root });
  });
  app.get("/events", changes.events);
  app.post("/bench/:step", sameOrigin(), benches.run);
  app.use("/assets", assets());
  app.use("/speedscope", speedscope());
  app.use("/slides", slideRoutes());
  app.use(pageRoutes());

  app.use(notFound());
  app.use(errorPage());
  app.use(errorHandler({ logger }));

  return app;
}
