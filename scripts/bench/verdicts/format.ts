// Figures, ratios and their intervals as a reader finds them in tables and sentences.

import type { Measure } from "../results/sample";
import type { Comparison } from "../statistics/compare";
import type { Exponent } from "../statistics/curves";

type Bounds = Pick<Comparison, "ratio" | "low" | "high">;

/** "41×", "3.1×", "1.03×". */
export function times(ratio: number): string {
  return `${digits(ratio)}×`;
}

/** "41× (30–55×)". */
export function timesWithin({ ratio, low, high }: Bounds): string {
  return `${times(ratio)} (${digits(low)}–${times(high)})`;
}

/** The same comparison seen from the other side: A over B. */
export function inverted({ ratio, low, high }: Bounds): Bounds {
  return { ratio: 1 / ratio, low: 1 / high, high: 1 / low };
}

/** An exponent: "0.98 (0.91 to 1.05)". */
export function exponentWithin({ exponent, low, high }: Exponent): string {
  const [k, from, to] = [exponent, low, high].map((x) => x.toFixed(2));
  return `${k} (${from} to ${to})`;
}

/** Counts: "100", or "98 to 101" where runs differ. */
export function countRange(counts: readonly number[]): string {
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return low === high ? String(low) : `${low} to ${high}`;
}

/** "5 %", "0.4 %". */
export function percent(share: number): string {
  if (share === Number.POSITIVE_INFINITY) return "∞ %";
  const value = share * 100;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}

function digits(ratio: number): string {
  if (ratio === Number.POSITIVE_INFINITY) return "∞";
  if (ratio >= 9.95) return String(Math.round(ratio));
  if (ratio < 0.095) return String(Number(ratio.toPrecision(2)));
  return ratio >= 1.995 ? trimmed(ratio, 1) : trimmed(ratio, 2);
}

/** Without a fraction where there is none: a predicted 10 or 2 stays whole. */
function trimmed(ratio: number, places: number): string {
  return Number.isInteger(ratio) ? String(ratio) : ratio.toFixed(places);
}

/** "1.2 ms", "84 MB", "0.97", "6 650". */
export function figureInWords(measure: Measure, value: number): string {
  switch (measure) {
    case "throughput":
      return grouped(significant(value));
    case "p50":
    case "p95":
    case "p99":
    case "cpuPerRequest":
      return microseconds(value);
    case "loopDelay":
      return microseconds(value * 1000);
    case "rss":
      return `${Math.round(value / 1e6)} MB`;
    case "utilization":
      return value.toFixed(2);
    case "lost":
      return grouped(value);
  }
}

/** "85 µs", "1.2 ms", "2.3 s". */
export function microseconds(value: number): string {
  if (value < 1000) return `${significant(value)} µs`;
  if (value < 1e6) return `${significant(value / 1000)} ms`;
  return `${significant(value / 1e6)} s`;
}

/** "12 345", with spaces that do not break. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
}

/** Three digits at most, where the value is no larger than they. */
function significant(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(2));
}
