// Rolling restart: replaces the workers one by one, and never has fewer than it should.
import type { Logger } from "winston";
import type { Supervisor } from "../../08-cluster/cluster/supervisor";
import { primaryEvents } from "./primary-events";

export interface RollingRestartDeps {
  readonly supervisor: Supervisor;
  readonly logger: Logger;
  /** Whether the server is stopping: then no worker needs a successor. */
  readonly isStopping: () => boolean;
}

/**
 * Returns a function that starts a rolling restart. If one is running, another
 * follows it: a deployment in the middle of another replaces the new workers, too.
 */
export function rollingRestart(deps: RollingRestartDeps): () => void {
  let requests = 0;
  return function roll() {
    requests += 1;
    if (requests === 1) void rollWhileRequested();
  };

  async function rollWhileRequested(): Promise<void> {
    do {
      requests = 1;
      await replaceAll(deps);
    } while (requests > 1 && !deps.isStopping());
    requests = 0;
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
    // It may have died meanwhile; then the supervisor has replaced it already.
    if (!supervisor.workers().includes(old)) continue;
    try {
      // The new one is ready before the old one goes. A build that cannot start
      // ends the restart here, and the old workers go on.
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
