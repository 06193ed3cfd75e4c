// Circuit breaker: bounds every call in time, and stops calling a dependency that keeps failing.

export interface CircuitBreakerOptions {
  /** A call that takes longer, in milliseconds, has failed. */
  readonly timeoutMs?: number;
  /** This many failures in a row open the breaker. */
  readonly failures?: number;
  /** How long an open breaker rejects calls before it lets one through as a trial. */
  readonly pauseMs?: number;
  /** Receives the first failure in a row: the later ones may only follow from it. */
  readonly onOpen?: (reason: unknown) => void;
  readonly onClose?: () => void;
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
}

/** The call was not made, or did not come back in time. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

export class CircuitBreaker {
  readonly #options: Required<CircuitBreakerOptions>;
  #failures = 0;
  #firstFailure: unknown;
  #isOpen = false;
  #nextTrial = 0;

  constructor({
    timeoutMs = 100,
    failures = 3,
    pauseMs = 1000,
    onOpen = () => {},
    onClose = () => {},
    now = () => performance.now(),
  }: CircuitBreakerOptions = {}) {
    this.#options = { timeoutMs, failures, pauseMs, onOpen, onClose, now };
  }

  /** @throws Unavailable, or whatever the call rejects with */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const { now, pauseMs, timeoutMs } = this.#options;
    if (this.#isOpen) {
      if (now() < this.#nextTrial) throw new Unavailable("not asked: it fails");
      // This call is the trial; other calls are rejected without waiting for it.
      this.#nextTrial = now() + pauseMs;
    }
    try {
      const result = await within(timeoutMs, call());
      this.#succeeded();
      return result;
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  #succeeded(): void {
    this.#failures = 0;
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#options.onClose();
  }

  #failed(reason: unknown): void {
    const { failures, pauseMs, now, onOpen } = this.#options;
    this.#failures += 1;
    if (this.#failures === 1) this.#firstFailure = reason;
    if (this.#isOpen || this.#failures < failures) return;
    this.#isOpen = true;
    this.#nextTrial = now() + pauseMs;
    onOpen(this.#firstFailure);
  }
}

function within<T>(ms: number, call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Unavailable(`no answer in ${ms} ms`));
    // In a turn of the event loop timers run before sockets. After a long turn
    // the reply may have arrived and not been read yet: give it that chance.
    const timer = setTimeout(() => setImmediate(late), ms);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
