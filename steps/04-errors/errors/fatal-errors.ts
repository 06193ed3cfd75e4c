// Logs an error that no handler caught, and ends the process: its state can no longer be trusted.
import type { Logger } from "winston";
import { exitLogged } from "./exit-logged";

/**
 * Handles errors thrown outside every request, and unhandled rejections, which
 * Node raises as uncaught exceptions too. Ends the process with exit code 1, as
 * Node's documentation asks: after such an error the state of the process is
 * unknown. Restarting it is a supervisor's work.
 */
export function handleFatalErrors({ logger }: { logger: Logger }): void {
  process.once("uncaughtException", (error, origin) => {
    logger.error("uncaught, ending the process", {
      origin,
      error: error instanceof Error ? error.stack : String(error),
    });
    logger.end();
    exitLogged(1);
  });
}
