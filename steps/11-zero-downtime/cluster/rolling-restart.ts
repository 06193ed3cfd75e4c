// Exchanges the workers one by one, so that there are never fewer than there should be.
import type { Logger } from "winston";
import type { Supervisor } from "../../08-cluster/cluster/supervisor";
import { primaryEvents } from "./primary-events";

export interface RollingRestartDeps {
  readonly supervisor: Supervisor;
  readonly logger: Logger;
  /** Whether all of them are to end: then none needs a successor. */
  readonly isStopping: () => boolean;
}

/**
 * What starts a rolling restart, and does so once more where one is running: a
 * deployment in the middle of another means the workers that are new already.
 */
export function rollingRestart(deps: RollingRestartDeps): () => void {
  let asked = 0;
  return function roll() {
    asked += 1;
    if (asked === 1) void rollWhileAsked();
  };

  async function rollWhileAsked(): Promise<void> {
    do {
      asked = 1;
      await replaceAll(deps);
    } while (asked > 1 && !deps.isStopping());
    asked = 0;
  }
}

async function replaceAll({
  supervisor,
  logger,
  isStopping,
}: RollingRestartDeps): Promise<void> {
  const all = supervisor.workers();
  logger.info(primaryEvents.restart, { workers: all.length });
  for (const old of all) {
    // It may have died meanwhile, and then its successor is a new one.
    if (!supervisor.workers().includes(old)) continue;
    try {
      // Ready before the old one goes. A build that cannot start ends the
      // restart here, and those that run go on.
      await supervisor.start();
    } catch (error) {
      if (isStopping()) return;
      logger.error(primaryEvents.restartGivenUp, {
        error: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    await supervisor.retire(old);
    if (isStopping()) return;
  }
  logger.info(primaryEvents.restartDone);
}
