// Orders, as the exercises take them: alone, and with a bystander.
import type { KindInput, TimedWorkload } from "./workload";

const orderRequest: KindInput = {
  name: "order",
  method: "POST",
  path: "/orders",
  body: JSON.stringify({ item: "lamp", quantity: 2, cents: 3998 }),
  expect: [201],
};

const order = {
  type: "timed",
  kinds: [orderRequest],
  connections: 4,
  users: [0],
  writes: true,
  shortestMs: 500,
} as const;

export const orders: TimedWorkload = {
  ...order,
  name: "orders",
  what: "POST /orders",
  closed: true,
  headline: { measure: "cpuPerRequest" },
};

export const ordersBystander: TimedWorkload = {
  ...order,
  name: "orders-bystander",
  what: "GET /healthz 100 times a second while orders are taken",
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
};
