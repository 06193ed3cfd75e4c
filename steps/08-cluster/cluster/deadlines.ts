// Tracks heartbeat deadlines, and reports the workers that missed theirs.

export interface DeadlinesOptions {
  /** How often `overdue` is called, in milliseconds. */
  readonly checkMs: number;
  /** A monotonic clock, in milliseconds. */
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

  /** Expects the next heartbeat within `withinMs` milliseconds. */
  extend(key: Key, withinMs: number): void {
    this.#deadlines.set(key, this.#now() + withinMs);
  }

  forget(key: Key): void {
    this.#deadlines.delete(key);
  }

  /**
   * Time in which the primary did not check does not count. If the primary was
   * suspended, or starved on a busy machine, it has not read the heartbeats of
   * that time, and must not kill all workers for it.
   */
  overdue(): Key[] {
    const now = this.#now();
    const suspendedMs = Math.max(0, now - this.#lastCheck - this.#checkMs);
    this.#lastCheck = now;
    for (const [key, deadline] of this.#deadlines) {
      this.#deadlines.set(key, deadline + suspendedMs);
    }
    return [...this.#deadlines]
      .filter(([, deadline]) => deadline < now)
      .map(([key]) => key);
  }
}
