// Counts the limiter's hits in the shared store: exactly, over all processes.
import type { Store } from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";
import { coalesce } from "../store/coalesce";
import type { Count, SharedStore } from "../store/shared-store";

/**
 * For the option `store` of express-rate-limit. Hits that come while others are
 * being counted are counted together: the store returns the total with them,
 * and each takes its own place in it.
 */
export function sharedHits(store: SharedStore): Store {
  let windowMs = 60_000;
  const together = coalesce<Count>();
  const add = (key: string, hits: number) =>
    store.count(`hits:${key}`, hits, windowMs);

  return {
    localKeys: false,
    init(options) {
      windowMs = options.windowMs;
    },
    async increment(key) {
      const { result, place, askers } = await together(key, (hits) =>
        add(key, hits),
      ).catch(unavailable);
      const totalHits = result.total - askers + place;
      // The library wants a time by this process's clock, and subtracts that again.
      const resetTime = new Date(Date.now() + result.resetsInMs);
      return { totalHits, resetTime };
    },
    async decrement(key) {
      await add(key, -1);
    },
    resetKey: (key) => store.delete(`hits:${key}`),
  };
}

/** What the client is told where the limiter fails closed. */
function unavailable(cause: unknown): never {
  throw new HttpError(503, "store_unavailable", "Requests cannot be counted.", {
    cause,
    headers: { "Retry-After": "1" },
  });
}
