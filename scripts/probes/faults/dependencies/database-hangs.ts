// The fault of a database that takes queries and answers none.
import type { LegacyFault as Fault } from "../legacy";
import { survivesOutage } from "./survives-outage";

export const databaseHangs: Fault = {
  name: "database-hangs",
  category: "dependencies",
  does: "Has nothing come through to the database, or back, and lets it through again.",
  surviving:
    "The server answers 503 or 504 in time, is well itself, and uses the database again when it is back.",
  survivedSince: 7,
  needs: ["process", "postgres"],
  proxied: true,
  attack: (target) =>
    survivesOutage(target, {
      name: "DATABASE_URL",
      what: "hangs",
      by: ({ proxy }) => proxy.stall(),
      right: [503, 504],
    }),
};
