// The timed workloads: what is sent, how it is sent, and which figure is judged.
import type { KindInput, StreamInput, TimedWorkload } from "./workload";

/** A bystander, who only asks whether the server is well. */
const health: StreamInput = {
  rate: 100,
  connections: 10,
  kinds: [{ name: "healthz", path: "/healthz" }],
};

/** The first page of users: what every client asks for first. */
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

/** The route that does next to nothing: what is left is the server itself. */
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

/** A small file that is always in the system's cache. */
export const hotFile: TimedWorkload = {
  type: "timed",
  name: "hot-file",
  what: "GET / of a server that reads a file of 1 KB for each request",
  kinds: [{ name: "file", path: "/" }],
  connections: 10,
  closed: true,
  headline: { measure: "cpuPerRequest" },
  users: [0],
  writes: false,
};

/** The same page out of ever more users. */
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

/** The CPU-heavy report: sign-ups per day, counted over all users. */
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
    bystanders: [health],
  },
  headline: { measure: "p99", kind: "healthz" },
  users: [100_000],
  writes: false,
  // A report takes a tenth of a second and more: a shorter window has none.
  shortestMs: 3000,
};

/** A sign-up with a new e-mail address each time. */
const signUpRequest: KindInput = {
  name: "sign-up",
  method: "POST",
  path: "/users",
  body: JSON.stringify({
    name: "Ada Lovelace",
    email: "ada.{{n}}@example.org",
    password: "a password to be hashed",
  }),
  expect: [201],
};

/** A password is hashed, and a user stored. */
export const signUp: TimedWorkload = {
  type: "timed",
  name: "sign-up",
  what: "POST /users",
  kinds: [signUpRequest],
  connections: 4,
  closed: true,
  headline: { measure: "cpuPerRequest" },
  users: [1000],
  volatile: ["createdAt"],
  writes: true,
  shortestMs: 500,
};

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
    bystanders: [health],
  },
  headline: { measure: "p99", kind: "healthz" },
  users: [1000],
  volatile: ["createdAt"],
  writes: true,
  shortestMs: 500,
};

/** What a service sees: mostly pages and single users, now and then a sign-up. */
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

const orderRequest: KindInput = {
  name: "order",
  method: "POST",
  path: "/orders",
  body: JSON.stringify({ item: "lamp", quantity: 2, cents: 3998 }),
  expect: [201],
};

/** As the exercises take them. */
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
    bystanders: [health],
  },
  headline: { measure: "p99", kind: "healthz" },
};
