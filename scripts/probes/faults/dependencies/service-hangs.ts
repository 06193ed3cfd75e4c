// The fault of a service of ours that takes requests and answers none.
import type { LegacyFault as Fault } from "../legacy";
import { survivesOutage } from "./survives-outage";

export const serviceHangs: Fault = {
  name: "service-hangs",
  category: "dependencies",
  does: "Has the users service take requests, and answer none.",
  surviving:
    "The server answers 503 or 504 in time, is well itself, and uses the service again when it is back.",
  survivedSince: 5,
  needs: ["process", "users service"],
  proxied: true,
  attack: (target) =>
    survivesOutage(target, {
      name: "USERS_SERVICE_URL",
      what: "hangs",
      by: ({ proxy }) => proxy.hang(),
      right: [503, 504],
    }),
};
