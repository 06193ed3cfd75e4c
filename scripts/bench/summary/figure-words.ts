// Figures as a table shows them: with a unit, and no digits that mean nothing.
import type { Measure } from "../results/sample";

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
