// Ratios and their intervals as a reader finds them in a sentence.
import type { Comparison } from "../statistics/compare";

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
