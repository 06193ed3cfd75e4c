// Comparisons and claims in sentences, before and after anything is measured.
import type { Measure, Metric } from "../results/sample";
import { type Comparison, detectableEffect } from "../statistics/compare";
import type { Claim, RatioClaim } from "./claims";
import { inverted, percent, timesWithin } from "./format";

/** The sides' names: "step 1", "your server". */
export interface Sides {
  readonly a: string;
  readonly b: string;
}

/**
 * "step 2 is 41× (30–55×) faster than step 1 at p99 of healthz", "cannot tell
 * step 5 from step 4 by CPU time per request: 1.01× (0.98–1.03×); ...".
 */
export function compareInWords(
  metric: Metric,
  { a, b }: Sides,
  comparison: Comparison,
): string {
  const { direction } = comparison;
  if (direction === "cannot tell") {
    const what = `${a} by ${nameOf(metric)}`;
    return `cannot tell ${b} from ${what}: ${undecided(comparison)}`;
  }
  const ratio = timesWithin(comparison);
  const quantity = amounts[metric.measure];
  if (quantity) return `${b} ${quantity[0]} ${ratio} ${quantity[1]} ${a}`;
  const faster = direction === "lower";
  const factor = faster ? timesWithin(inverted(comparison)) : ratio;
  const speed = faster ? "faster" : "slower";
  return `${b} is ${factor} ${speed} than ${a} at ${nameOf(metric)}`;
}

/** "1.01× (0.98–1.03×); 12 pairs find a difference of 4 % or more". */
export function undecided(comparison: Comparison): string {
  const { pairs, deviation, confidence } = comparison;
  const effect = detectableEffect(pairs, deviation, { confidence });
  return (
    `${timesWithin(comparison)}; ${pairs} pairs find ` +
    `a difference of ${percent(effect)} or more`
  );
}

/** "p99 of healthz". */
export function nameOf({ measure, kind }: Metric): string {
  return kind === undefined ? names[measure] : `${names[measure]} of ${kind}`;
}

const names: Readonly<Record<Measure, string>> = {
  throughput: "requests a second",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  cpuPerRequest: "CPU time per request",
  rss: "memory",
  utilization: "event-loop utilization",
  loopDelay: "event-loop delay",
  lost: "lost requests",
};

/** What is told as an amount, and not as a speed. */
const amounts: Readonly<Partial<Record<Measure, [string, string]>>> = {
  throughput: ["answers", "as many requests a second as"],
  cpuPerRequest: ["takes", "the CPU time per request of"],
  rss: ["holds", "the memory of"],
  utilization: ["has", "the event-loop utilization of"],
  loopDelay: ["has", "the event-loop delay of"],
  lost: ["loses", "as many requests as"],
};

/** A claim before it: "step 2 answers /healthz at least 10× faster at p99 while sign-ups run". */
export function predictionInWords(claim: Claim): string {
  if ("counted" in claim) {
    const { direction, count, text } = claim;
    const words =
      direction === "exactly" ? String(count) : `${direction} ${count}`;
    return text.replace("{count}", words);
  }
  if ("exponent" in claim) {
    const words = claim.direction.replace("grows by ", "");
    return claim.text.replace("{exponent}", `${words} ${claim.exponent}`);
  }
  return claim.text.replace("{ratio}", predictedRatio(claim));
}

/** "at least 10×"; a ratio below 1 is told as how many times less. */
function predictedRatio(claim: RatioClaim): string {
  if (claim.direction === "equivalent") return `±${percent(claim.margin)}`;
  if (claim.direction === "between") {
    return `${stated(claim.low)} to ${stated(claim.high)}`;
  }
  const { direction, ratio } = claim;
  if (ratio >= 1) return `${direction} ${stated(ratio)}`;
  const turned = direction === "at least" ? "at most" : "at least";
  return `${turned} ${stated(1 / ratio)}`;
}

/** A predicted ratio, with no more digits than the claim has. */
function stated(ratio: number): string {
  return `${Number(ratio.toFixed(2))}×`;
}
