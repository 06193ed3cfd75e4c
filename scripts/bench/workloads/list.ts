// The first page of users: what every client asks for first.
import type { TimedWorkload } from "./workload";

export const list: TimedWorkload = {
  type: "timed",
  name: "list",
  what: "GET /users?limit=20",
  kinds: [{ name: "list", path: "/users?limit=20" }],
  connections: 10,
  closed: true,
  open: { share: 0.5, connections: 20 },
  headline: { measure: "cpuPerRequest" },
  users: [1000],
  writes: false,
};
