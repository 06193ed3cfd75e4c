// Picks the delay before a worker is restarted, or gives up on a crash loop.

export interface RestartPolicyOptions {
  /** How many workers there should be: the number of attempts is for each. */
  readonly workers: number;
  /** Gives up after this many early exits per worker, on average, within the window. */
  readonly attempts?: number;
  /** Must exceed `attempts` × the ready timeout, or a worker that hangs on start is restarted forever. */
  readonly windowMs?: number;
  /** A worker that was ready for this long has started well, whatever ended it. */
  readonly minUptimeMs?: number;
  readonly initialBackoffMs?: number;
  readonly maxBackoffMs?: number;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
  /** A random number from 0 to 1. */
  readonly random?: () => number;
}

/**
 * Without a limit, a build that cannot start keeps all cores busy with restarts,
 * and no operator is told. An exit is early if the worker was not ready yet, or
 * not for `minUptimeMs`; only early exits count.
 */
export class RestartPolicy {
  readonly #options: Required<RestartPolicyOptions>;
  #earlyExits: number[] = [];

  constructor({
    attempts = 5,
    windowMs = 5 * 60_000,
    minUptimeMs = 1000,
    initialBackoffMs = 100,
    maxBackoffMs = 5000,
    now = () => performance.now(),
    random = Math.random,
    workers,
  }: RestartPolicyOptions) {
    this.#options = {
      workers,
      attempts,
      windowMs,
      minUptimeMs,
      initialBackoffMs,
      maxBackoffMs,
      now,
      random,
    };
  }

  /**
   * @param readyForMs how long the worker had been ready; undefined if it never was
   * @returns the backoff in milliseconds, or "give up"
   */
  afterExit(readyForMs: number | undefined): number | "give up" {
    const { workers, attempts, windowMs, minUptimeMs, now } = this.#options;
    if (readyForMs !== undefined && readyForMs >= minUptimeMs) return 0;

    const since = now() - windowMs;
    this.#earlyExits = this.#earlyExits.filter((at) => at > since);
    this.#earlyExits.push(now());
    if (this.#earlyExits.length >= attempts * workers) return "give up";
    return this.#backoff(Math.floor((this.#earlyExits.length - 1) / workers));
  }

  // Exponential, so that a lasting fault costs little; with jitter, so that
  // workers that crashed together do not restart together.
  #backoff(doublings: number): number {
    const { initialBackoffMs, maxBackoffMs, random } = this.#options;
    const full = Math.min(initialBackoffMs * 2 ** doublings, maxBackoffMs);
    return full * (0.5 + 0.5 * random());
  }
}
