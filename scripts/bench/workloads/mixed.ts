// What a service sees: mostly pages and single users, now and then a sign-up.
import { signUpRequest } from "./sign-up";
import type { TimedWorkload } from "./workload";

export const mixed: TimedWorkload = {
  type: "timed",
  name: "mixed",
  what: "70 % pages, 29 % single users, 1 % sign-ups",
  kinds: [
    { name: "list", weight: 70, path: "/users?limit=20" },
    { name: "user", weight: 29, path: "/users/{{1..1000}}" },
    { ...signUpRequest, weight: 1 },
  ],
  connections: 10,
  closed: true,
  open: { share: 0.5, connections: 20 },
  headline: { measure: "cpuPerRequest" },
  users: [1000],
  volatile: ["createdAt"],
  writes: true,
  shortestMs: 400,
};
