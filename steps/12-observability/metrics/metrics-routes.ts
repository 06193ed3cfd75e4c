// The route that Prometheus scrapes.
import { type RequestHandler, Router } from "express";
import { requireAuth } from "../../06-guards/middleware/require-auth";

export interface MetricsRoutesParts {
  readonly apiKey: string;
  /** The metrics of all workers, as text. */
  readonly metrics: () => Promise<string>;
}

// Everybody who signed in has a token; how the server fares is for those who
// run it.
const nobodysToken = {
  issue: () => Promise.reject(new Error("issues no tokens")),
  verify: () => Promise.reject(new Error("the API key only")),
};

export function metricsRoutes({ apiKey, metrics }: MetricsRoutesParts): Router {
  const router = Router();
  const guard: RequestHandler = requireAuth({ apiKey, tokens: nobodysToken });

  router.get("/", guard, async (_req, res) => {
    res.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics());
  });

  return router;
}
