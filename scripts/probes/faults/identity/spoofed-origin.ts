// The fault of a client that says, each time, that it is another one.
import type { LegacyFault as Fault } from "../legacy";
import { limited, refusesFlood } from "./flooded";

export const spoofedOrigin: Fault = {
  name: "spoofed-origin",
  category: "identity",
  does: "Floods, and says in X-Forwarded-For and Forwarded that each request is another client's.",
  surviving:
    "It is limited as one client, because no proxy of ours has said so.",
  survivedSince: 6,
  needs: ["process", "users"],
  env: limited,
  attack: (target) =>
    refusesFlood(target, (n) =>
      target.withCredentials({
        path: "/users",
        headers: {
          "X-Forwarded-For": `10.0.0.${n}`,
          Forwarded: `for=10.0.0.${n}`,
          "X-Real-IP": `10.0.0.${n}`,
        },
      }),
    ),
};
