// The routes under /orders/forecast.
import { Router } from "express";
import { z } from "zod";
import { parseQuery } from "../../steps/06-guards/http/parse-request";
import type { ForecastPool } from "./forecast-pool";

export interface OrderHistory {
  /** How many of the item were ordered on each day so far. */
  quantities(item: string): Promise<Float64Array<ArrayBuffer>>;
}

const ForecastQuery = z.object({ item: z.string() });

export interface ForecastRoutesDeps {
  readonly history: OrderHistory;
  readonly pool: ForecastPool;
}

export function forecastRoutes({ history, pool }: ForecastRoutesDeps): Router {
  const router = Router();

  router.get("/", async (req, res) => {
    const { item } = parseQuery(req, ForecastQuery);
    const quantities = await history.quantities(item);
    // TODO 2: a signal that aborts when the client has left, and no longer waits
    // for this forecast.
    const { signal } = new AbortController();
    res.json(await pool.run({ item, quantities, days: 7 }, signal));
  });

  return router;
}
