// The route that does next to nothing: what is left is the server itself.
import type { TimedWorkload } from "./workload";

export const healthz: TimedWorkload = {
  type: "timed",
  name: "healthz",
  what: "GET /healthz",
  kinds: [{ name: "healthz", path: "/healthz" }],
  connections: 10,
  closed: true,
  headline: { measure: "throughput" },
  users: [1000],
  writes: false,
};
