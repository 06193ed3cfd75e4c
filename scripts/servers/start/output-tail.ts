// Keeps the end of what a server prints, so that an endless log takes no memory.

const limit = 256 * 1024;

export class OutputTail {
  #text = "";

  add(chunk: string): void {
    this.#text += chunk;
    // Cut in large pieces, so that a long log is not copied for every line.
    if (this.#text.length > 2 * limit) this.#text = this.#text.slice(-limit);
  }

  text(): string {
    return this.#text.slice(-limit);
  }
}
