// The single list of steps: everything that lists steps reads it from here.

/** What a step needs beside Node: started by the tooling where it is absent. */
export type Service = "postgres" | "store" | "nginx";

/** What a server can do from a step on, and tools have to know of. */
export type Feature =
  /** Writes one line of JSON for each request, and for whatever happens. */
  | "log"
  /** Signs users in, by POST /sessions, and wants credentials for some routes. */
  | "sessions"
  /** Lets one client through so many times a minute. */
  | "limit"
  /** Runs several processes, and replaces one that ends. */
  | "workers"
  /** Tells by GET /readyz whether it wants requests. */
  | "readiness"
  /** Finishes what it has begun before it ends. */
  | "drain"
  /** Sends its spans to where OTEL_EXPORTER_OTLP_ENDPOINT says. */
  | "traces";

export interface Step {
  readonly number: number;
  /** The folder name without its number, as in `steps/03-middleware`. */
  readonly slug: string;
  readonly title: string;
  /** The one idea of the step, as a sentence. */
  readonly idea: string;
  readonly services: readonly Service[];
  /** What this step adds, and every later one keeps; see `hasFeature`. */
  readonly features?: readonly Feature[];
  readonly minutes: { readonly lesson: number; readonly exercise: number };
  /** What the exercise asks for, in a few words. */
  readonly exercise: string;
  /** The number of the step that this one is measured against. */
  readonly contrast?: number;
  /** Environment that the tooling passes when it runs the step, for development only. */
  readonly env?: Readonly<Record<string, string>>;
}

/** For development only; commands in the lessons use them. */
const credentials = {
  API_KEY: "workshop-key",
  JWT_SECRET: "a-development-secret-of-32-bytes-or-more",
};

export const steps: readonly Step[] = [
  {
    number: 1,
    slug: "naive",
    title: "The naive server",
    idea: "One file, everything in the route: quick to write, and every fault is reachable from outside.",
    services: [],
    minutes: { lesson: 15, exercise: 15 },
    exercise: "Break it: five requests that hurt the naive server",
  },
  {
    number: 2,
    slug: "event-loop",
    title: "The event loop",
    idea: "Never block the event loop: while it is blocked, every request waits.",
    services: [],
    minutes: { lesson: 20, exercise: 20 },
    exercise: "Un-block the orders: async pricing, serialised writes",
    contrast: 1,
  },
  {
    number: 3,
    slug: "middleware",
    title: "Middleware",
    idea: "Cross-cutting concerns once, in order, in front of every route.",
    services: [],
    features: ["log"],
    minutes: { lesson: 20, exercise: 15 },
    exercise: "Two middleware factories: correlationId and responseTime",
    contrast: 2,
  },
  {
    number: 4,
    slug: "errors",
    title: "Errors",
    idea: "One error handler for the whole app, which shows clients nothing internal.",
    services: [],
    minutes: { lesson: 20, exercise: 20 },
    exercise: "The error handler of the orders API",
    contrast: 3,
  },
  {
    number: 5,
    slug: "layers",
    title: "Layers",
    idea: "Thin routes, a service, a repository: each part takes what it needs as arguments.",
    services: [],
    minutes: { lesson: 20, exercise: 20 },
    exercise: "Split a fat route into route, service and repository",
    contrast: 4,
  },
  {
    number: 6,
    slug: "guards",
    title: "Guards",
    idea: "Rate limiting and authentication stand in front of all routes; each route parses its request by a schema.",
    services: [],
    features: ["sessions", "limit"],
    minutes: { lesson: 25, exercise: 25 },
    exercise: "parseRequest, requireAuth and a limiter for the orders API",
    contrast: 5,
    env: credentials,
  },
  {
    number: 7,
    slug: "database",
    title: "The database",
    idea: "A database keeps what a process cannot: many records, and the rules that hold between them.",
    services: ["postgres"],
    minutes: { lesson: 25, exercise: 25 },
    exercise: "OrderRepository on PostgreSQL",
    contrast: 6,
    env: credentials,
  },
  {
    number: 8,
    slug: "cluster",
    title: "Cluster",
    idea: "A worker for each core, and a supervisor that replaces what dies or hangs.",
    services: ["postgres"],
    features: ["workers"],
    minutes: { lesson: 25, exercise: 25 },
    exercise:
      "The supervisor: restarts with backoff, and stops on a crash loop",
    contrast: 7,
    env: { ...credentials, WORKERS: "2" },
  },
  {
    number: 9,
    slug: "shared-state",
    title: "Shared state",
    idea: "Shared state lives outside the processes.",
    services: ["postgres", "store"],
    minutes: { lesson: 25, exercise: 25 },
    exercise: "A limiter and a cache of the orders that two processes agree on",
    contrast: 8,
    env: credentials,
  },
  {
    number: 10,
    slug: "worker-threads",
    title: "Worker threads",
    idea: "Long computations run in threads, and no more of them are accepted than there is room for.",
    services: ["postgres", "store"],
    minutes: { lesson: 25, exercise: 25 },
    exercise: "A bounded, cancellable pool for the orders' forecast",
    contrast: 9,
    env: credentials,
  },
  {
    number: 11,
    slug: "zero-downtime",
    title: "Zero downtime",
    idea: "Drain before you exit, and start the replacement first.",
    services: ["postgres", "store"],
    features: ["readiness", "drain"],
    minutes: { lesson: 25, exercise: 25 },
    exercise: "A shutdown that loses no order, and a rolling restart",
    contrast: 10,
    env: { ...credentials, WORKERS: "2", SHUTDOWN_GRACE_MS: "500" },
  },
  {
    number: 12,
    slug: "observability",
    title: "Observability and overload",
    idea: "A server that reports what it does, cheaply, and refuses what it cannot answer in time.",
    services: ["postgres", "store"],
    features: ["traces"],
    minutes: { lesson: 30, exercise: 25 },
    exercise: "Logs that know their request, and a middleware that sheds load",
    contrast: 11,
    env: { ...credentials, WORKERS: "2", SHUTDOWN_GRACE_MS: "500" },
  },
  {
    number: 13,
    slug: "scale-out",
    title: "Scale out",
    idea: "Several nodes behind a balancer: none of them is missed when it goes.",
    services: ["postgres", "store", "nginx"],
    minutes: { lesson: 30, exercise: 40 },
    exercise: "nginx in front of the orders, and then an API of your own",
    contrast: 12,
    env: { ...credentials, WORKERS: "2", SHUTDOWN_GRACE_MS: "500" },
  },
  {
    number: 14,
    slug: "fast-path",
    title: "The fast path",
    idea: "Profile first: find where the time goes, change only that, and write down what it cost in clarity.",
    services: ["postgres", "store", "nginx"],
    minutes: { lesson: 30, exercise: 25 },
    exercise: "An orders list with three hot spots: profile, change, measure",
    contrast: 13,
    env: { ...credentials, WORKERS: "2", SHUTDOWN_GRACE_MS: "500" },
  },
];

/** Whether a step's server has it, added by itself or by an earlier step. */
export function hasFeature({ number }: Step, feature: Feature): boolean {
  return steps.some(
    (step) => step.number <= number && step.features?.includes(feature),
  );
}

/** The folder name of a step, an exercise and a solution: `03-middleware`. */
export function directoryName(step: Step): string {
  return `${String(step.number).padStart(2, "0")}-${step.slug}`;
}
