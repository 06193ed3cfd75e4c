// Logs an error that no handler caught, and ends the process: its state can no longer be trusted.
import type { Logger } from "winston";
import { exitLogged } from "./exit-logged";

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
    exitLogged(1);
  });
}
