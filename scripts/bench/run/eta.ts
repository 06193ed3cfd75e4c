// When a run ends, and how it is held to the time that it announced: by the length of its windows.
import { sum } from "../statistics/averages";

/** Samples that are still to be taken, all alike. */
export interface Segment {
  readonly samples: number;
  /** What a sample takes beside its windows: start, warm-up, rest, stop. */
  readonly overheadMs: number;
  /** The planned length of all its windows together. */
  readonly windowsMs: number;
}

/**
 * On a machine that gets busier everything around the windows takes longer:
 * the windows get shorter, down to half, and never fewer; or longer, where
 * there is time. Both sides of a pair have the same length, and no figure has
 * a say in it.
 */
export class Eta {
  readonly #deadline: number;
  readonly #now: () => number;
  #remaining: Segment[];

  constructor(
    segments: readonly Segment[],
    now: () => number = () => performance.now(),
  ) {
    this.#now = now;
    this.#remaining = [...segments];
    this.#deadline = now() + totalMs(segments);
  }

  /** Milliseconds until the announced end. */
  get leftMs(): number {
    return Math.max(0, this.#deadline - this.#now());
  }

  /** The share of the whole that is done, 0 to 1, by what is planned. */
  shareDone(wholeMs: number): number {
    return 1 - Math.min(1, totalMs(this.#remaining) / wholeMs);
  }

  /** By how much the next pair's windows are shorter or longer than planned. */
  scale(): number {
    const windows = sum(
      this.#remaining.map((one) => one.samples * one.windowsMs),
    );
    const overhead = sum(
      this.#remaining.map((one) => one.samples * one.overheadMs),
    );
    if (windows === 0) return 1;
    const fitting = (this.#deadline - this.#now() - overhead) / windows;
    return Math.min(LONGEST, Math.max(SHORTEST, fitting));
  }

  /** So many samples of the first remaining segment are taken. */
  completed(samples: number): void {
    const [first, ...rest] = this.#remaining;
    if (!first) return;
    const left = Math.max(0, first.samples - samples);
    this.#remaining =
      left === 0 ? rest : [{ ...first, samples: left }, ...rest];
  }
}

const SHORTEST = 0.5;
const LONGEST = 4;

export function totalMs(segments: readonly Segment[]): number {
  return sum(
    segments.map(
      ({ samples, overheadMs, windowsMs }) =>
        samples * (overheadMs + windowsMs),
    ),
  );
}
