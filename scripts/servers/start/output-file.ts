// A file that a server prints to by itself, and the end of what is in it.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const limit = 256 * 1024;

export class OutputFile {
  readonly #file: string;
  /** For the server's standard output and standard error. */
  readonly descriptor: number;

  constructor(file: string) {
    this.#file = file;
    this.descriptor = openSync(file, "a");
  }

  /** Lets go of it here; the server has a descriptor of its own. */
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
