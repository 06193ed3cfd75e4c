// Batches log lines into few writes; drops and counts lines that the output does not take.
import type { Writable } from "node:stream";

export interface LineBufferOptions {
  /** Characters from which on the batch is written at once. */
  readonly batch?: number;
  /** The longest that a line waits for others, in milliseconds. */
  readonly delayMs?: number;
  /** The most characters that are kept while the output takes nothing. */
  readonly limit?: number;
  /** Makes the line that reports how many were dropped, once there is room again. */
  readonly report?: (dropped: number) => string;
}

/**
 * One write of many lines costs little more than a write of one. At most one write
 * is pending: if nobody reads the pipe, Node keeps that one, and the rest stays
 * here, where it is counted.
 */
export class LineBuffer {
  readonly #output: Writable;
  readonly #options: Required<LineBufferOptions>;
  #text = "";
  #lines = 0;
  #writing = 0;
  #dropped = 0;
  #unreported = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    output: Writable,
    {
      batch = 64 * 1024,
      delayMs = 50,
      limit = 4 * 1024 * 1024,
      report = (dropped) => `${dropped} lines were dropped`,
    }: LineBufferOptions = {},
  ) {
    this.#output = output;
    this.#options = { batch, delayMs, limit, report };
    // A full disk, or a reader that has gone: the callback of the write counts the
    // lost lines. Without a listener the error would end the process.
    output.on("error", () => {});
  }

  /** How many lines never reached the output. */
  get dropped(): number {
    return this.#dropped;
  }

  add(line: string): void {
    const { batch, delayMs, limit } = this.#options;
    if (this.#text.length + line.length >= limit) {
      this.#drop(1);
      return;
    }
    this.#text += `${line}\n`;
    this.#lines += 1;
    if (this.#text.length >= batch) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), delayMs).unref();
  }

  /** Writes the batch, unless the last write is still pending. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing === 0) this.#write();
  }

  /** For the end of the process: writes everything, even if a write is pending. */
  flushAll(): void {
    this.#write();
  }

  #write(): void {
    if (this.#unreported > 0) {
      this.#text += `${this.#options.report(this.#unreported)}\n`;
      this.#unreported = 0;
    }
    if (this.#text === "") return;
    const [text, lines] = [this.#text, this.#lines];
    this.#text = "";
    this.#lines = 0;
    this.#writing += 1;
    const done = (error?: Error | null) => {
      this.#writing -= 1;
      if (error) this.#drop(lines);
      if (this.#text.length >= this.#options.batch) this.flush();
      else if (this.#text !== "") this.#timer ??= this.#later();
    };
    try {
      this.#output.write(text, done);
    } catch (error) {
      // A file is written synchronously, so it may throw here.
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #later(): NodeJS.Timeout {
    return setTimeout(() => this.flush(), this.#options.delayMs).unref();
  }

  #drop(lines: number): void {
    this.#dropped += lines;
    this.#unreported += lines;
  }
}
