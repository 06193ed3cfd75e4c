// Bounds every call to something that may hang, and spares it, and everybody's time, once it does.

export interface CircuitBreakerOptions {
  /** A call that takes longer, in milliseconds, has failed. */
  readonly timeoutMs?: number;
  /** So many failures in a row open the breaker. */
  readonly failures?: number;
  /** For so long no call is made; then one is, to see whether it is well again. */
  readonly pauseMs?: number;
  /** Is told the first of the failures in a row, which the others may follow from. */
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
    const limits = { timeoutMs, failures, pauseMs };
    this.#options = { ...limits, onOpen, onClose, now };
  }

  /** @throws Unavailable, or whatever the call rejects with */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const { now, pauseMs, timeoutMs } = this.#options;
    if (this.#isOpen) {
      if (now() < this.#nextTrial) throw new Unavailable("not asked: it fails");
      // This one is the trial, and the others do not wait for it.
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
    // Timers come before sockets in a turn of the event loop. After a turn that
    // took long, the answer may be there and only not be read yet: let it in.
    const timer = setTimeout(() => setImmediate(late), ms);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
