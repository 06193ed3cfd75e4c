// A step's prediction of what a measurement will find, made before it.
import { z } from "zod";
import { Metric } from "./metric";

const prediction = {
  id: z.string(),
  workload: z.string(),
  metric: Metric,
  /**
   * The claim as a sentence, with `{ratio}` where its factor belongs: "step 2
   * keeps /healthz {ratio} faster at p99 while sign-ups run".
   */
  text: z.string().includes("{ratio}"),
};

/**
 * `ratio` is the step's figure over the contrast's, whichever way is better:
 * "at most" 0.1 is ten times less, and is told as 10×. `margin` is a share:
 * "equivalent" 0.05 is no difference beyond ±5 %.
 */
export const Claim = z.discriminatedUnion("direction", [
  z.object({
    ...prediction,
    direction: z.enum(["at least", "at most"]),
    ratio: z.number().positive(),
  }),
  z.object({
    ...prediction,
    direction: z.literal("equivalent"),
    margin: z.number().positive(),
  }),
]);
export type Claim = z.infer<typeof Claim>;
