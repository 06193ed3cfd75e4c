// What a run is asked to do: the contrasts, how much effort they get, and who is told of its progress.
import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { Contrast, Mode } from "../results/results-file";

export interface BenchOptions {
  /** What was typed, to be kept with the results. */
  readonly command: string;
  readonly contrasts: readonly PlannedContrast[];
  readonly effort: Effort;
  readonly seed: number;
  readonly confidence: number;
  /** Ends the run early; what was measured is returned as incomplete. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/** Is told how a run goes on. */
export interface Reporter {
  /** Before anything is measured, one contrast after another. */
  checking(contrast: PlannedContrast): void;
  /** The run will take so long, checks included; said when they are over. */
  announce(seconds: number): void;
  /** After each pair of samples, and each run of an event. */
  progress(progress: Progress): void;
}

export interface Progress {
  readonly contrast: Contrast;
  /** 0 to 1, over the whole run. */
  readonly done: number;
  readonly secondsLeft: number;
}

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
  readonly judgedOnly: boolean;
  /** Milliseconds of load that a fresh server gets before it is measured. */
  readonly warmupMs: number;
  /** Of contrasts that are measured together. */
  readonly rounds: RoundEffort;
}

export interface RoundEffort {
  /** Of the rounds that a list asks for. */
  readonly share: number;
  readonly warmupMs: number;
  /** How long each server is under load in a round, slice by slice. */
  readonly windowMs: number;
  readonly sliceMs: number;
}

/*
 * The unit is a pair of fresh processes, so pairs are what is bought: with a
 * standard deviation of 6 % a pair, 12 pairs find a difference of 7 % in 80 of
 * 100 runs at 99 % confidence, 28 pairs one of 4.2 %, 6 pairs one of 13 %.
 *
 * The warm-up is for the compiler: a page of step 3 took 400 µs of CPU time
 * after 0.3 seconds of load, and 120 after one.
 *
 * Rounds are for differences of some percent. Of two equal servers, pinned, the
 * logarithm of the ratio varied by 3 % a round with 40 slices of 100 ms each and
 * 1.5 seconds of warm-up, by 4 % with 30 of 50 ms and one second, and by 14 %
 * with four slices of a second.
 */
export const efforts: Readonly<Record<Mode, Effort>> = {
  quick: {
    mode: "quick",
    main: { pairs: 6, controls: 3, seconds: 20 },
    further: undefined,
    judgedOnly: true,
    warmupMs: 500,
    rounds: { share: 0.4, warmupMs: 700, windowMs: 900, sliceMs: 50 },
  },
  normal: {
    mode: "normal",
    main: { pairs: 12, controls: 5, seconds: 52 },
    further: { pairs: 6, controls: 4, seconds: 20 },
    judgedOnly: false,
    warmupMs: 700,
    rounds: { share: 1, warmupMs: 900, windowMs: 1100, sliceMs: 50 },
  },
  thorough: {
    mode: "thorough",
    main: { pairs: 28, controls: 10, seconds: 160 },
    further: { pairs: 12, controls: 6, seconds: 55 },
    judgedOnly: false,
    warmupMs: 900,
    rounds: { share: 2, warmupMs: 1500, windowMs: 3000, sliceMs: 50 },
  },
};
