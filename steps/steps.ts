// The single list of steps: everything that lists steps reads it from here.

/** What a step needs beside Node: started by the tooling where it is absent. */
export type Service = "postgres" | "store" | "nginx";

export interface Step {
  readonly number: number;
  /** The folder name without its number, as in `steps/03-middleware`. */
  readonly slug: string;
  readonly title: string;
  /** The one idea of the step, as a sentence. */
  readonly idea: string;
  readonly services: readonly Service[];
  readonly minutes: { readonly lesson: number; readonly exercise: number };
  /** What the exercise asks for, in a few words. */
  readonly exercise: string;
  /** The number of the step that this one is measured against. */
  readonly contrast?: number;
  /** Environment that the tooling passes when it runs the step, for development only. */
  readonly env?: Readonly<Record<string, string>>;
}

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
    idea: "Never block the event loop: whoever blocks it makes everybody wait.",
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
    minutes: { lesson: 20, exercise: 15 },
    exercise: "Two middleware factories: correlationId and responseTime",
    contrast: 2,
  },
  {
    number: 4,
    slug: "errors",
    title: "Errors",
    idea: "One error handler for the whole app, and nothing of the inside leaves it.",
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
    idea: "Validation, authentication and rate limiting are middleware, stacked in front of the same routes.",
    services: [],
    minutes: { lesson: 25, exercise: 25 },
    exercise: "validate, requireAuth and a limiter for the orders API",
    contrast: 5,
    env: {
      API_KEY: "workshop-key",
      JWT_SECRET: "a-development-secret-of-32-bytes-or-more",
    },
  },
];

/** The folder name of a step, an exercise and a solution: `03-middleware`. */
export function directoryName(step: Step): string {
  return `${String(step.number).padStart(2, "0")}-${step.slug}`;
}
