// The route that Prometheus scrapes.
import { Router } from "express";
import { requireAuth } from "../../06-guards/middleware/require-auth";

export interface MetricsRoutesDeps {
  readonly apiKey: string;
  /** The metrics of all workers, as text. */
  readonly metrics: () => Promise<string>;
}

export function metricsRoutes({ apiKey, metrics }: MetricsRoutesDeps): Router {
  const router = Router();
  // No tokens: users have those, and metrics are for operators.
  const guard = requireAuth({ apiKey });

  router.get("/", guard, async (_req, res) => {
    res.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics());
  });

  return router;
}
