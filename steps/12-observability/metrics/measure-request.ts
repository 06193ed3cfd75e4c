// Measures every finished request, whatever its outcome.
import type { FinishedListener } from "../middleware/on-finished";
import type { RequestMetrics } from "./request-metrics";
import { routeOf } from "./route-of";

export function measureRequest(metrics: RequestMetrics): FinishedListener {
  return function measureRequest(req, res, { ms }) {
    // A client that left before it got a response is no success.
    const status = res.headersSent ? res.statusCode : "none";
    const labels = { method: req.method, route: routeOf(req), status };
    metrics.observe(labels, ms / 1000);
  };
}
