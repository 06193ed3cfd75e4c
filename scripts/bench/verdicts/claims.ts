// A step's prediction of what a measurement will find, made before it.
import { z } from "zod";
import { Metric } from "../results/sample";

const id = z.string();

/**
 * About the step's figure over the contrast's, whichever way is better.
 * "at most" 0.1 is ten times less, and is told as 10×; "between" 1.2 and 1.8
 * states a cost as a range; "equivalent" 0.05 is no difference beyond ±5 %.
 *
 * `text` is the claim as a sentence, with `{ratio}` where its factor belongs:
 * "step 2 keeps /healthz {ratio} faster at p99 while sign-ups run".
 */
const ratioText = z.string().includes("{ratio}");
const about = { id, metric: Metric, text: ratioText };
const factor = z.number().positive();

export const RatioClaim = z.discriminatedUnion("direction", [
  z.object({
    ...about,
    direction: z.enum(["at least", "at most"]),
    ratio: factor,
  }),
  z.object({
    ...about,
    direction: z.literal("between"),
    low: factor,
    high: factor,
  }),
  z.object({ ...about, direction: z.literal("equivalent"), margin: factor }),
]);
export type RatioClaim = z.infer<typeof RatioClaim>;

/**
 * About how a figure grows with the number of users: the exponent k in
 * figure = c · users^k. `text` has `{exponent}` where the exponent belongs.
 */
export const GrowthClaim = z.object({
  id,
  metric: Metric,
  side: z.enum(["a", "b"]),
  direction: z.enum(["grows by at least", "grows by at most"]),
  exponent: z.number(),
  text: z.string().includes("{exponent}"),
});
export type GrowthClaim = z.infer<typeof GrowthClaim>;

/**
 * About something that was counted, in every run of an event. `text` has
 * `{count}` where the number belongs: "exactly {count} of 300 pass".
 */
export const CountClaim = z.object({
  id,
  counted: z.string(),
  side: z.enum(["a", "b"]),
  direction: z.enum(["exactly", "at least", "at most"]),
  count: z.int().nonnegative(),
  text: z.string().includes("{count}"),
});
export type CountClaim = z.infer<typeof CountClaim>;

export const Claim = z.union([RatioClaim, GrowthClaim, CountClaim]);
export type Claim = z.infer<typeof Claim>;
