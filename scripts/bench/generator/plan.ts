// What a load process is asked to do, and what it answers: plans and messages, as they cross processes.
import { z } from "zod";
import { WindowResult } from "./window-result";

/**
 * One kind of request. In `path`, `body` and header values `{{n}}` stands for a
 * number that no other request of the run gets, and `{{1..1000}}` for a random
 * one of that range, both ends included.
 */
export const RequestKind = z.object({
  name: z.string().min(1),
  /** The kind's share of the stream's requests, relative to the others. */
  weight: z.number().positive().default(1),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
  path: z.string().startsWith("/"),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
  /** The status codes that count as ok. */
  expect: z.array(z.int()).nonempty().default([200]),
});
export type RequestKind = z.infer<typeof RequestKind>;

/** Requests at one rate over one pool; a bystander is a stream of its own. */
export const Stream = z.object({
  /** Requests a second, evenly spaced. */
  rate: z.number().positive(),
  /** The most connections at a time. */
  connections: z.int().positive(),
  reuse: z.enum(["keep-alive", "new-per-request"]).default("keep-alive"),
  kinds: z.array(RequestKind).nonempty(),
  /** How many requests the window holds; else as many as its time allows. */
  count: z.int().positive().optional(),
});
export type Stream = z.infer<typeof Stream>;

const everyPlan = {
  /** `http://host:port`. */
  url: z.url({ protocol: /^http$/ }),
  /** 0 for no warm-up. */
  warmupMs: z.number().nonnegative(),
  durationMs: z.number().positive(),
  timeoutMs: z.number().positive().default(10_000),
  seed: z.int(),
  /** The number before the first `{{n}}`: plans for one server share none. */
  numbersAfter: z.int().nonnegative().default(0),
};

export const OpenLoopPlan = z.object({
  loop: z.literal("open"),
  ...everyPlan,
  streams: z.array(Stream).nonempty(),
});
export type OpenLoopPlan = z.infer<typeof OpenLoopPlan>;

export const ClosedLoopPlan = z.object({
  loop: z.literal("closed"),
  ...everyPlan,
  /** A second at least: what is overdue is looked for now and then. */
  timeoutMs: z.number().min(1000).default(10_000),
  connections: z.int().positive(),
  kinds: z.array(RequestKind).nonempty(),
});
export type ClosedLoopPlan = z.infer<typeof ClosedLoopPlan>;

export const LoadPlan = z.discriminatedUnion("loop", [
  OpenLoopPlan,
  ClosedLoopPlan,
]);
export type LoadPlan = z.infer<typeof LoadPlan>;
/** A plan as it may be written down, its defaults left out. */
export type LoadPlanInput = z.input<typeof LoadPlan>;

export const ToLoad = z.discriminatedUnion("type", [
  z.object({ type: z.literal("plan"), plan: LoadPlan }),
  z.object({ type: z.literal("measure") }),
]);
export type ToLoad = z.infer<typeof ToLoad>;

export const FromLoad = z.discriminatedUnion("type", [
  /** Warmed up, with nothing in flight. */
  z.object({ type: z.literal("warm"), warmup: WindowResult.optional() }),
  z.object({ type: z.literal("measured"), result: WindowResult }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
export type FromLoad = z.infer<typeof FromLoad>;
