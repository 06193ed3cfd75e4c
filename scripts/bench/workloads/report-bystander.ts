// Somebody who only asks whether the server is well, while others ask for reports.
import type { TimedWorkload } from "./workload";

export const reportBystander: TimedWorkload = {
  type: "timed",
  name: "report-bystander",
  what: "GET /healthz 100 times a second while reports of 100 000 users are made",
  kinds: [{ name: "report", path: "/reports/signups?timeZone=UTC" }],
  connections: 4,
  closed: true,
  open: {
    share: 0.5,
    connections: 10,
    beside: [
      {
        rate: 100,
        connections: 10,
        kinds: [{ name: "healthz", path: "/healthz" }],
      },
    ],
  },
  headline: { measure: "p99", kind: "healthz" },
  users: [100_000],
  writes: false,
  // A report takes a tenth of a second and more: a shorter window has none.
  shortestMs: 3000,
};
