// Ends the process behind what it has logged, and does not wait for a log that nobody reads.

/** No reader that is there takes so long, in milliseconds. */
const PATIENCE_MS = 2000;

/**
 * Standard output may be a pipe, which is written later: an empty write comes
 * back when everything before it has left. Where nobody reads the pipe any
 * more, it never does.
 */
export function exitLogged(code: number): void {
  setTimeout(() => process.exit(code), PATIENCE_MS);
  process.stdout.write("", () => process.exit(code));
}
