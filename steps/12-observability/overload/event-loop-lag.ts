// Measures event loop lag: how long a request waits before any code sees it.

const SAMPLE_MS = 20;
const SAMPLES = 5;

/**
 * The minimum of the last samples. A garbage collection, or a burst that is worked
 * off at once, makes one sample late; a standing queue makes all of them late.
 * (The idea is CoDel's, for network queues: RFC 8289.)
 */
export class EventLoopLag {
  readonly #samples: number[] = [];
  #ms = 0;

  add(lateByMs: number): void {
    this.#samples.push(Math.max(0, lateByMs));
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    // Computed here, per sample, and not per request, which is more often.
    const isFull = this.#samples.length === SAMPLES;
    this.#ms = isFull ? Math.min(...this.#samples) : 0;
  }

  get ms(): number {
    return this.#ms;
  }
}

/** Measures from now on; keeps no process alive. */
export function measureEventLoopLag(): () => number {
  const lag = new EventLoopLag();
  let due = performance.now() + SAMPLE_MS;
  setInterval(() => {
    const now = performance.now();
    lag.add(now - due);
    due = now + SAMPLE_MS;
  }, SAMPLE_MS).unref();
  return () => lag.ms;
}
