// Finds how many requests at once can be answered in time, as TCP finds how much a network can carry.

export interface ConcurrencyLimitOptions {
  /** In milliseconds: whatever takes longer says that there is too much of it. */
  readonly targetMs: number;
  /** Requests at once, as are the two below. */
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
}

/**
 * Ends what `acquire` began.
 *
 * @param ms how long the server took; undefined where that says nothing about
 * it, as when the client has left
 */
export type Release = (ms?: number) => void;

/**
 * Additive increase, multiplicative decrease: a little more with each answer
 * that was in time while the limit was used, and for one that was not, a tenth
 * less than were under way (RFC 5681 does so as well: what was allowed and not
 * used proves nothing). It falls once for all requests that were let in before
 * it fell last: they are of one and the same overload.
 */
export class ConcurrencyLimit {
  readonly #options: Required<ConcurrencyLimitOptions>;
  #limit: number;
  #inFlight = 0;
  #generation = 0;

  constructor({
    targetMs,
    initial = 100,
    min = 4,
    max = 1000,
  }: ConcurrencyLimitOptions) {
    this.#options = { targetMs, initial, min, max };
    this.#limit = initial;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  get isFull(): boolean {
    return this.#inFlight >= this.limit;
  }

  /** @returns what to call at the end; undefined: not now */
  acquire(): Release | undefined {
    if (this.isFull) return undefined;
    this.#inFlight += 1;
    const generation = this.#generation;
    return (ms) => this.#release(ms, generation);
  }

  #release(ms: number | undefined, generation: number): void {
    const { targetMs, min, max } = this.#options;
    const underWay = this.#inFlight;
    this.#inFlight -= 1;
    if (ms === undefined) return;
    if (ms > targetMs) {
      if (generation !== this.#generation) return;
      this.#generation += 1;
      const used = Math.min(underWay, this.#limit);
      this.#limit = Math.max(min, used * 0.9);
    } else if (underWay * 2 >= this.#limit) {
      this.#limit = Math.min(max, this.#limit + 1 / this.#limit);
    }
  }
}
