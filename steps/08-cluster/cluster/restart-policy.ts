// Decides, when a worker has ended, after which pause the next one starts, or that it is enough.

export interface RestartPolicyOptions {
  /** How many workers there should be: each may fail so often. */
  readonly workers: number;
  /** Early ends of each worker, on average, within the window: then it gives up. */
  readonly attempts?: number;
  /** Longer than so many starts that hang, or what hangs is started for ever. */
  readonly windowMs?: number;
  /** Whoever was ready for so long has started well, whatever ended it. */
  readonly steadyMs?: number;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Restarts have to be limited: a build that cannot start would otherwise keep
 * all cores busy with starting, and nobody would be told. An end is early where
 * the worker was not ready yet, or not for long; only those are counted.
 */
export class RestartPolicy {
  readonly #options: Required<RestartPolicyOptions>;
  #earlyEnds: number[] = [];

  constructor({
    attempts = 5,
    windowMs = 5 * 60_000,
    steadyMs = 1000,
    firstPauseMs = 100,
    longestPauseMs = 5000,
    now = () => performance.now(),
    random = Math.random,
    workers,
  }: RestartPolicyOptions) {
    const pauses = { firstPauseMs, longestPauseMs };
    const limits = { workers, attempts, windowMs, steadyMs };
    this.#options = { ...limits, ...pauses, now, random };
  }

  /**
   * @param readyForMs how long the worker had been ready; undefined if it never was
   * @returns the pause in milliseconds, or "give up"
   */
  afterEnd(readyForMs: number | undefined): number | "give up" {
    const { workers, attempts, windowMs, steadyMs, now } = this.#options;
    if (readyForMs !== undefined && readyForMs >= steadyMs) return 0;

    const since = now() - windowMs;
    this.#earlyEnds = this.#earlyEnds.filter((at) => at > since);
    this.#earlyEnds.push(now());
    if (this.#earlyEnds.length >= attempts * workers) return "give up";
    return this.#pause(Math.floor((this.#earlyEnds.length - 1) / workers));
  }

  // Doubled each time, so that a fault that lasts costs little; and drawn by
  // lot, so that workers that fell together do not come back together.
  #pause(doublings: number): number {
    const { firstPauseMs, longestPauseMs, random } = this.#options;
    const full = Math.min(firstPauseMs * 2 ** doublings, longestPauseMs);
    return full * (0.5 + 0.5 * random());
  }
}
