// Exits once everything logged is written; if the reader of the log has stopped, after a timeout.

/** A reader that still reads is faster than this. */
const TIMEOUT_MS = 2000;

/**
 * Standard output may be a pipe, which Node writes asynchronously: the callback
 * of an empty write runs when everything before it has been written. If the
 * reader has stopped, it never runs.
 */
export function exitLogged(code: number): void {
  setTimeout(() => process.exit(code), TIMEOUT_MS);
  process.stdout.write("", () => process.exit(code));
}
