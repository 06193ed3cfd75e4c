// What the middleware of the ordinary way decides, as checks of the fast path.
import { randomUUID } from "node:crypto";
import { secretEquals } from "../../06-guards/middleware/require-auth";
import type { ShedLoadOptions } from "../../12-observability/middleware/shed-load";
import type { Check } from "./fast-path";

const nothing: readonly string[] = [];

/** A request with the API key; tokens are verified on the ordinary way. */
export function hasApiKey(apiKey: string): Check {
  const isApiKey = secretEquals(apiKey);
  return (req) => {
    const key = req.headers["x-api-key"];
    if (typeof key !== "string" || !isApiKey(key)) return undefined;
    req.caller = "api-key";
    return nothing;
  };
}

/** A ready response takes no slot: it is sent before anything else can run. */
export function isNotOverloaded({
  concurrency,
  lag,
  maxLagMs,
}: Pick<ShedLoadOptions, "concurrency" | "lag" | "maxLagMs">): Check {
  return () => {
    const isLate = concurrency.inFlight > 0 && lag() > maxLagMs;
    return isLate || concurrency.isFull ? undefined : nothing;
  };
}

/** The client's own id goes the ordinary way, which knows a good one. */
export function newRequestId(): Check {
  return (req) => {
    if (req.headers["x-request-id"] !== undefined) return undefined;
    req.id = randomUUID();
    return ["X-Request-Id", req.id];
  };
}
