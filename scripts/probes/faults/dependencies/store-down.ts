// The fault of a shared store that goes away while it is used.
import type { LegacyFault as Fault } from "../legacy";
import { survivesOutage } from "./survives-outage";

export const storeDown: Fault = {
  name: "store-down",
  category: "dependencies",
  does: "Cuts every connection to the shared store, and lets them through again.",
  surviving:
    "The server decides: it goes on without, or answers 503; it is well itself, and comes back.",
  survivedSince: 9,
  needs: ["process", "store"],
  proxied: true,
  attack: (target) =>
    survivesOutage(target, {
      name: "REDIS_URL",
      what: "is down",
      by: ({ proxy }) => proxy.cut(),
      // A list has a version, and the store is asked for it each time.
      path: "/users?limit=1",
      right: [200, 503],
    }),
};
