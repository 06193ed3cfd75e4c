// When a server is ready: it listens, and so do the workers that it has started.
import type { Listening } from "./link";

/**
 * Receives all reports, in any order, those of a cluster's workers included. A
 * worker that ends, or takes too long, is not waited for.
 */
export class Readiness {
  /** What its first socket said that listens. */
  readonly whenReady: Promise<Listening>;
  readonly #pending = new Set<number>();
  readonly #longestMs: number;
  #first: Listening | undefined;
  #resolve: (first: Listening) => void = () => {};

  /** @param longestMs how long workers are waited for, once one listens */
  constructor(longestMs = 5000) {
    this.#longestMs = longestMs;
    this.whenReady = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  forked(worker: number): void {
    this.#pending.add(worker);
  }

  ended(worker: number): void {
    this.#pending.delete(worker);
    this.#check();
  }

  listening(report: Listening): void {
    this.#pending.delete(report.pid);
    if (!this.#first) {
      this.#first = report;
      setTimeout(() => this.#resolve(report), this.#longestMs).unref();
    }
    this.#check();
  }

  #check(): void {
    if (this.#first && this.#pending.size === 0) this.#resolve(this.#first);
  }
}
