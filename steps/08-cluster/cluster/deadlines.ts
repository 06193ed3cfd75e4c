// Knows who should have been heard of by now, and was not.

export interface DeadlinesOptions {
  /** How often `overdue` will be asked, in milliseconds. */
  readonly checkMs: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
}

export class Deadlines<Key> {
  readonly #deadlines = new Map<Key, number>();
  readonly #checkMs: number;
  readonly #now: () => number;
  #lastCheck: number;

  constructor({ checkMs, now = () => performance.now() }: DeadlinesOptions) {
    this.#checkMs = checkMs;
    this.#now = now;
    this.#lastCheck = now();
  }

  /** A sign of life: the next one has to come within so many milliseconds. */
  extend(key: Key, withinMs: number): void {
    this.#deadlines.set(key, this.#now() + withinMs);
  }

  forget(key: Key): void {
    this.#deadlines.delete(key);
  }

  /**
   * Time in which nobody asked does not count. A primary that stood still, on
   * a busy machine or while it was suspended, has not read what its workers
   * said meanwhile, and must not take them all for dead.
   */
  overdue(): Key[] {
    const now = this.#now();
    const stoodStillMs = Math.max(0, now - this.#lastCheck - this.#checkMs);
    this.#lastCheck = now;
    for (const [key, deadline] of this.#deadlines) {
      this.#deadlines.set(key, deadline + stoodStillMs);
    }
    return [...this.#deadlines]
      .filter(([, deadline]) => deadline < now)
      .map(([key]) => key);
  }
}
