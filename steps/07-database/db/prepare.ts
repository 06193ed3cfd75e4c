// Prepares the database when the server starts, and waits for it as long as it takes.
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "winston";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/**
 * Runs `prepare` until it succeeds, with a pause that doubles. A server that
 * ended because its database is not up yet would have to be started again by
 * somebody; this one answers 503 meanwhile, and gets well by itself.
 */
export async function keepPreparing(
  prepare: () => Promise<void>,
  { logger }: { logger: Logger },
): Promise<void> {
  for (
    let pause = FIRST_PAUSE_MS;
    ;
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
  ) {
    try {
      await prepare();
      return;
    } catch (error) {
      logger.warn("the database is not ready", {
        error: error instanceof Error ? error.message : String(error),
        nextTryMs: pause,
      });
      await sleep(pause);
    }
  }
}
