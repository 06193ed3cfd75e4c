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
 * standard deviation of 6 % a pair, 12 pairs find a difference of 7 % in 80 of
 * 100 runs at 99 % confidence, 28 pairs one of 4.2 %, 6 pairs one of 13 %.
 *
 * The warm-up is for the compiler: a page of step 3 took 400 µs of CPU time
 * after 0.3 seconds of load, and 120 after one.
 */
export const efforts: Readonly<Record<Mode, Effort>> = {
  quick: {
    mode: "quick",
    main: { pairs: 6, controls: 3, seconds: 20 },
    further: undefined,
    bare: true,
    warmupMs: 500,
  },
  normal: {
    mode: "normal",
    main: { pairs: 12, controls: 5, seconds: 52 },
    further: { pairs: 6, controls: 4, seconds: 20 },
    bare: false,
    warmupMs: 700,
  },
  thorough: {
    mode: "thorough",
    main: { pairs: 28, controls: 10, seconds: 160 },
    further: { pairs: 12, controls: 6, seconds: 55 },
    bare: false,
    warmupMs: 900,
  },
};
