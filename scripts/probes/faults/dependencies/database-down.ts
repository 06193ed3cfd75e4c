// The fault of a database that goes away while it is used.
import type { LegacyFault as Fault } from "../legacy";
import { survivesOutage } from "./survives-outage";

export const databaseDown: Fault = {
  name: "database-down",
  category: "dependencies",
  does: "Cuts every connection to the database, and lets them through again.",
  surviving:
    "The server answers 503, is well itself, and uses the database again when it is back.",
  survivedSince: 7,
  needs: ["process", "postgres"],
  proxied: true,
  attack: (target) =>
    survivesOutage(target, {
      name: "DATABASE_URL",
      what: "is down",
      by: ({ proxy }) => proxy.cut(),
      right: [503],
    }),
};
