// The fault of a shared store that is too slow to wait for.
import type { LegacyFault as Fault } from "../legacy";
import { survivesOutage } from "./survives-outage";

export const storeHangs: Fault = {
  name: "store-hangs",
  category: "dependencies",
  does: "Has nothing come through to the shared store, or back, and lets it through again.",
  surviving:
    "The server decides in time: it goes on without, or answers 503; it is well itself, and comes back.",
  survivedSince: 9,
  needs: ["process", "store"],
  proxied: true,
  attack: (target) =>
    survivesOutage(target, {
      name: "REDIS_URL",
      what: "hangs",
      by: ({ proxy }) => proxy.stall(),
      // A list has a version, and the store is asked for it each time.
      path: "/users?limit=1",
      right: [200, 503],
    }),
};
