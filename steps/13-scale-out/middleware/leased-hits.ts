// Counts the limiter's hits over all processes, with one call to the store for a batch of them.
import type { Store } from "express-rate-limit";
import { unavailable } from "../../09-shared-state/middleware/shared-hits";
import type { Leases } from "./leases";

/** For the option `store` of express-rate-limit, in the place of `sharedHits`. */
export function leasedHits(leases: Leases): Store {
  return {
    localKeys: false,
    async increment(key) {
      const hit = await leases.take(key).catch(unavailable);
      // The library expects a time of day, and subtracts the present one again.
      const resetTime = new Date(Date.now() + hit.resetsInMs);
      return { totalHits: hit.number, resetTime };
    },
    decrement: (key) => leases.giveBack(key),
    resetKey: (key) => leases.forget(key),
  };
}
