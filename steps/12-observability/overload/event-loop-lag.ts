// Knows how far the event loop is behind: what every request waits before anybody sees it.

const SAMPLE_MS = 20;
const SAMPLES = 5;

/**
 * The smallest of the last samples. A pause for garbage, or a burst that is
 * worked off at once, is one late sample among others; a queue that stands
 * makes all of them late. (The idea is CoDel's, of network queues: RFC 8289.)
 */
export class EventLoopLag {
  readonly #samples: number[] = [];
  #ms = 0;

  add(lateByMs: number): void {
    this.#samples.push(Math.max(0, lateByMs));
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    // Here, a few times a second, and not where each request asks for it.
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
