// The same page out of ever more users: what the data's size does to it.
import type { TimedWorkload } from "./workload";

export const growth: TimedWorkload = {
  type: "timed",
  name: "growth",
  what: "GET /users?limit=20 out of 1 000, 10 000 and 100 000 users",
  kinds: [{ name: "list", path: "/users?limit=20" }],
  connections: 2,
  closed: true,
  headline: { measure: "cpuPerRequest" },
  users: [1000, 10_000, 100_000],
  writes: false,
};
