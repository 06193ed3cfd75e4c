// The fast path of `GET /users`: what the ordinary way does with a request whose page is in the cache.
import type { RequestHandler } from "express";
import type { Logger } from "winston";
import { logRequest } from "../../12-observability/logging/log-request";
import { measureRequest } from "../../12-observability/metrics/measure-request";
import type { Observation } from "../../12-observability/metrics/observe";
import { onFinished } from "../../12-observability/middleware/on-finished";
import type { LeasedCache } from "../../13-scale-out/cache/leased-cache";
import type { Leases } from "../../13-scale-out/middleware/leases";
import { constantHeaders } from "../http/constant-headers";
import { hasApiKey, isNotOverloaded, newRequestId } from "../middleware/checks";
import { fastPath } from "../middleware/fast-path";
import { leasedHit } from "../middleware/leased-hit";
import { readyUserPages } from "./ready-user-pages";

export interface FastUserListDeps {
  readonly logger: Logger;
  readonly apiKey: string;
  readonly cache: LeasedCache;
  readonly leases: Leases;
  /** Requests a minute for one client. */
  readonly limit: number;
  readonly observation: Observation;
}

export function fastUserList(deps: FastUserListDeps): RequestHandler {
  const { logger, apiKey, cache, leases, limit, observation } = deps;
  return fastPath({
    find: readyUserPages({ cache, headers: constantHeaders }),
    checks: [
      isNotOverloaded(observation.overload),
      hasApiKey(apiKey),
      newRequestId(),
      leasedHit({ leases, limit }),
    ],
    watch: onFinished(
      logRequest({ logger }),
      measureRequest(observation.requests),
    ),
  });
}
