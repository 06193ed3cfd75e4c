// Builds the application's logger: one JSON object a line, many lines a write.
import type { Writable } from "node:stream";
import { MESSAGE } from "triple-beam";
import { createLogger, type Logger } from "winston";
import Transport from "winston-transport";
import { type JsonLineOptions, jsonLine } from "./json-line";
import { LineBuffer } from "./line-buffer";

export interface BatchedLoggerOptions extends JsonLineOptions {
  readonly output?: Writable;
}

export interface BatchedLogger {
  readonly logger: Logger;
  /** How many lines never reached the output. */
  readonly dropped: () => number;
}

/**
 * Pending lines are written at `logger.end()` and when the process exits: only
 * SIGKILL loses them.
 */
export function batchedLogger(
  level: string,
  { output = process.stdout, spanIds }: BatchedLoggerOptions = {},
): BatchedLogger {
  const buffer = new LineBuffer(output, { report });
  process.once("exit", () => buffer.flushAll());
  const logger = createLogger({
    level,
    format: jsonLine({ spanIds }),
    transports: [new BufferTransport(buffer)],
  });
  return { logger, dropped: () => buffer.dropped };
}

class BufferTransport extends Transport {
  readonly #buffer: LineBuffer;

  constructor(buffer: LineBuffer) {
    super();
    this.#buffer = buffer;
  }

  override log(info: Record<symbol, string>, next: () => void): void {
    this.#buffer.add(info[MESSAGE] ?? "");
    next();
  }

  override _final(done: () => void): void {
    this.#buffer.flushAll();
    done();
  }
}

function report(lines: number): string {
  const [level, timestamp] = ["warn", new Date().toISOString()];
  const message = "log lines were dropped: the output did not take them";
  return JSON.stringify({ level, message, lines, timestamp });
}
