// Somebody who only asks whether the server is well, while others sign up.
import { signUpRequest } from "./sign-up";
import type { TimedWorkload } from "./workload";

export const bystander: TimedWorkload = {
  type: "timed",
  name: "bystander",
  what: "GET /healthz 100 times a second while sign-ups run",
  kinds: [signUpRequest],
  connections: 4,
  closed: false,
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
  users: [1000],
  volatile: ["createdAt"],
  writes: true,
  shortestMs: 500,
};
