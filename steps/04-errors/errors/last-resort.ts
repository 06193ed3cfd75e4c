// Logs an error that no handler caught, and ends the process: its state can no longer be trusted.
import type { Logger } from "winston";

/**
 * Handles what was thrown outside every request, and rejections that nobody
 * awaited (Node raises those as uncaught exceptions too). Ends the process
 * with exit code 1, as Node's documentation asks for: to carry on is to serve
 * from a state that nobody has thought of. Restarting is a supervisor's work.
 */
export function installLastResort({ logger }: { logger: Logger }): void {
  process.once("uncaughtException", (error, origin) => {
    logger.error("uncaught, ending the process", {
      origin,
      error: error instanceof Error ? error.stack : String(error),
    });
    logger.end();
    // Standard output may be a pipe, which is written later: an empty write
    // comes back when everything before it has left.
    process.stdout.write("", () => process.exit(1));
  });
}
