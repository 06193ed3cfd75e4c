// The end of what a server prints, from its pipes or from a file that it prints to by itself.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const limit = 256 * 1024;

/** Keeps the end only, so that an endless log takes no memory. */
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

/** For a server that is measured: no other process has to read a pipe meanwhile. */
export class OutputFile {
  readonly #file: string;
  /** For the server's standard output and standard error. */
  readonly descriptor: number;

  constructor(file: string) {
    this.#file = file;
    this.descriptor = openSync(file, "a");
  }

  /** Closes it here; the server has a descriptor of its own. */
  close(): void {
    closeSync(this.descriptor);
  }

  text(): string {
    const descriptor = openSync(this.#file, "r");
    try {
      const { size } = fstatSync(descriptor);
      const end = Buffer.alloc(Math.min(size, limit));
      readSync(descriptor, end, 0, end.length, size - end.length);
      return end.toString("utf8");
    } finally {
      closeSync(descriptor);
    }
  }
}
