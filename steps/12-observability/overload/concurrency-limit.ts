// Adaptive concurrency limit (AIMD, like TCP congestion control).

export interface ConcurrencyLimitOptions {
  /** In milliseconds: a request that takes longer means that there is too much load. */
  readonly targetMs: number;
  /** Concurrent requests, as are `min` and `max`. */
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
}

/**
 * Ends what `acquire` began.
 *
 * @param ms how long the server took; undefined if that says nothing about the
 * server, as when the client has left
 */
export type Release = (ms?: number) => void;

/**
 * Additive increase, multiplicative decrease. Each response in time raises the
 * limit a little, if the limit was used. A late one sets it to 90 % of what was in
 * flight (as RFC 5681 does: an unused allowance proves nothing). Requests that
 * began before the last decrease do not lower it again: they belong to the same
 * overload.
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

  /** @returns what to call at the end; undefined if the limit is reached */
  acquire(): Release | undefined {
    if (this.isFull) return undefined;
    this.#inFlight += 1;
    const generation = this.#generation;
    return (ms) => this.#release(ms, generation);
  }

  #release(ms: number | undefined, generation: number): void {
    const { targetMs, min, max } = this.#options;
    const inFlight = this.#inFlight;
    this.#inFlight -= 1;
    if (ms === undefined) return;
    if (ms > targetMs) {
      if (generation !== this.#generation) return;
      this.#generation += 1;
      const used = Math.min(inFlight, this.#limit);
      this.#limit = Math.max(min, used * 0.9);
    } else if (inFlight * 2 >= this.#limit) {
      this.#limit = Math.min(max, this.#limit + 1 / this.#limit);
    }
  }
}
