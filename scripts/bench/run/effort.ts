// How much a run does: numbers of pairs that are decided before it, and its time.
import type { Mode } from "../results/results-file";

export interface ContrastEffort {
  readonly pairs: number;
  /** Pairs of A against itself. */
  readonly controls: number;
  /** What the windows' lengths are chosen to fill. */
  readonly seconds: number;
}

export interface Effort {
  readonly mode: Mode;
  readonly main: ContrastEffort;
  /** Undefined where further contrasts are left out. */
  readonly further: ContrastEffort | undefined;
  /** Whether only the windows are run that the headline and claims need. */
  readonly bare: boolean;
  /** Milliseconds of load that a fresh server gets before it is measured. */
  readonly warmupMs: number;
}

/*
 * The unit is a pair of fresh processes, so pairs are what is bought: with a
 * standard deviation of 6 % a pair, 14 pairs find a difference of 6.4 % in 80
 * of 100 runs at 99 % confidence, 50 pairs one of 3.1 %, 6 pairs one of 13 %.
 */
export const efforts: Readonly<Record<Mode, Effort>> = {
  quick: {
    mode: "quick",
    main: { pairs: 6, controls: 4, seconds: 18 },
    further: undefined,
    bare: true,
    warmupMs: 200,
  },
  normal: {
    mode: "normal",
    main: { pairs: 14, controls: 6, seconds: 50 },
    further: { pairs: 8, controls: 4, seconds: 17 },
    bare: false,
    warmupMs: 300,
  },
  thorough: {
    mode: "thorough",
    main: { pairs: 50, controls: 20, seconds: 280 },
    further: { pairs: 20, controls: 10, seconds: 90 },
    bare: false,
    warmupMs: 400,
  },
};
