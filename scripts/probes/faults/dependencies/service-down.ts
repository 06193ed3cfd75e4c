// The fault of a service of ours that is not there.
import type { LegacyFault as Fault } from "../legacy";
import { survivesOutage } from "./survives-outage";

export const serviceDown: Fault = {
  name: "service-down",
  category: "dependencies",
  does: "Cuts every connection to the users service, and lets them through again.",
  surviving:
    "The server answers 503, is well itself, and uses the service again when it is back.",
  survivedSince: 5,
  needs: ["process", "users service"],
  proxied: true,
  attack: (target) =>
    survivesOutage(target, {
      name: "USERS_SERVICE_URL",
      what: "is down",
      by: ({ proxy }) => proxy.cut(),
      right: [503],
    }),
};
