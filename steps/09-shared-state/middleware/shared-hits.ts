// A store for express-rate-limit that counts hits exactly, over all processes.
import type { Store } from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";
import { coalesce } from "../store/coalesce";
import type { Count, SharedStore } from "../store/shared-store";

/**
 * Hits that arrive while others are being counted are counted in one call. The
 * store returns the total with all of them, and each hit takes its own number
 * from that.
 */
export function sharedHits(store: SharedStore): Store {
  let windowMs = 60_000;
  const countTogether = coalesce<Count>();
  const add = (key: string, hits: number) =>
    store.count(`hits:${key}`, hits, windowMs);

  return {
    localKeys: false,
    init(options) {
      windowMs = options.windowMs;
    },
    async increment(key) {
      const { result, index, batchSize } = await countTogether(key, (hits) =>
        add(key, hits),
      ).catch(unavailable);
      const totalHits = result.total - batchSize + index + 1;
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

/** What the client receives where the limiter fails closed. */
export function unavailable(cause: unknown): never {
  throw new HttpError(503, "store_unavailable", "Requests cannot be counted.", {
    cause,
    headers: { "Retry-After": "1" },
  });
}
