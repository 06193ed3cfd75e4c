// The orders being packed: each was accepted with a 202, and must not be lost.

export class Packing {
  readonly #running = new Set<Promise<void>>();

  /** Packs one more order, beside the request that brought it. */
  begin(work: Promise<void>): void {
    const running = work
      .catch(() => {})
      .finally(() => {
        this.#running.delete(running);
      });
    this.#running.add(running);
  }

  /** Resolves when nothing is being packed any more. */
  async done(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
