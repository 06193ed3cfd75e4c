// The fault of one client that asks without a pause.
import type { LegacyFault as Fault } from "../legacy";
import { limited, refusesFlood } from "./flooded";

export const flood: Fault = {
  name: "flood",
  category: "identity",
  does: "Asks 120 times at once, where one client may ask 20 times a minute.",
  surviving:
    "The most are refused with 429, health checks are not, and the server stays up.",
  survivedSince: 6,
  needs: ["process", "users"],
  env: limited,
  attack: (target) =>
    refusesFlood(target, () => target.withCredentials({ path: "/users" })),
};
