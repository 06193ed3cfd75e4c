// Measurements with known truth, for proving what the statistics conclude.
import type { Order } from "./abba";
import type { Pair } from "./compare";
import type { Random } from "./random";

/** A draw from the standard normal distribution (Box and Muller). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Normal noise of which a tenth is four times as wide: a busy machine. */
export function heavyTailed(random: Random): number {
  const width = random() < 0.1 ? 4 : 1;
  return width * normal(random);
}

export interface SyntheticOptions {
  /** The true ratio of B to A. */
  ratio?: number;
  /** Standard deviation of one run's logarithm. */
  noise?: number;
  /** What each run adds to the logarithm of the next: a machine that heats. */
  drift?: number;
  draw?: (random: Random) => number;
}

/** Pairs as a machine with that noise and drift would measure them. */
export function syntheticPairs(
  orders: readonly Order[],
  random: Random,
  options: SyntheticOptions = {},
): Pair[] {
  const { ratio = 1, noise = 0.1, drift = 0, draw = normal } = options;
  let runs = 0;
  const run = (truth: number): number =>
    truth * Math.exp(noise * draw(random) + drift * runs++);
  return orders.map((order) => {
    if (order === "ab") {
      const a = run(1000);
      return { a, b: run(1000 * ratio) };
    }
    const b = run(1000 * ratio);
    return { a: run(1000), b };
  });
}
