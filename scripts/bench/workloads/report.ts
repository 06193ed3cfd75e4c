// The CPU-heavy report: sign-ups per day, counted over all users.
import type { TimedWorkload } from "./workload";

export const report: TimedWorkload = {
  type: "timed",
  name: "report",
  what: "GET /reports/signups?timeZone=UTC",
  kinds: [{ name: "report", path: "/reports/signups?timeZone=UTC" }],
  connections: 4,
  closed: true,
  open: { share: 0.5, connections: 20 },
  headline: { measure: "cpuPerRequest" },
  users: [1000],
  writes: false,
};
