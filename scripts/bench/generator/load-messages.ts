// What a load process and its parent say to each other over IPC.
import { z } from "zod";
import { LoadPlan } from "./plan";
import { WindowResult } from "./window-result";

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
