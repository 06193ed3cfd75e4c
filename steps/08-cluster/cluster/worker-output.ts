// Passes on what a worker prints: whole lines, and no faster than the primary's own output takes them.
import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 1000;
const BATCH_MS = 20;
const NEWLINE = "\n".charCodeAt(0);

/** Resolves when all of it is written; at once if the worker could not be forked. */
export async function passOnOutput(worker: ChildProcess): Promise<void> {
  const { stdout, stderr } = worker;
  if (!stdout || !stderr) return;
  await Promise.allSettled([
    passOn(stdout, process.stdout),
    passOn(stderr, process.stderr),
  ]);
}

/**
 * Workers that inherit the primary's output share one open pipe with it, and
 * Node sets that pipe back to blocking when a worker ends: from then on a reader
 * that stops reading blocks the primary, and with it all workers. So each worker
 * has its own pipe, with at most one write in flight; further output waits in
 * that pipe, and then in the worker.
 *
 * @returns once the worker has closed its end, and everything is written
 */
export async function passOn(from: Readable, to: Writable): Promise<void> {
  for await (const lines of wholeLines(from)) {
    // The disk is full, or the reader has gone: the worker's pipe fills up, and
    // the worker notices.
    while (!(await isWritten(lines, to))) await sleep(RETRY_MS);
    // Many lines at once cost little more than one.
    await sleep(BATCH_MS);
  }
}

/** Lines of two workers must not mix. */
async function* wholeLines(from: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of from as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
    }
    if (end < chunk.length) rest.push(chunk.subarray(end));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

function isWritten(lines: Buffer, to: Writable): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      to.write(lines, (error) => resolve(!error));
    } catch {
      resolve(false); // Writing to a file throws synchronously.
    }
  });
}
