// What the primary does about signals: stop, stop at once, or exchange the workers.
import type { Logger } from "winston";
import type { Supervisor } from "../../08-cluster/cluster/supervisor";
import { primaryEvents } from "./primary-events";
import { rollingRestart } from "./rolling-restart";

export interface FollowSignalsParts {
  readonly supervisor: Supervisor;
  readonly logger: Logger;
}

/**
 * SIGTERM or SIGINT: has all workers drain, and ends. The second one ends the
 * primary at once, and its workers with it. SIGUSR2: a rolling restart.
 */
export function followSignals(parts: FollowSignalsParts): void {
  const { supervisor, logger } = parts;
  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info(primaryEvents.stopping, { signal });
    await supervisor.stop();
    process.stdout.write("", () => process.exit(0));
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void stop(signal));
  }
  const isStopping = () => stopping;
  process.on("SIGUSR2", rollingRestart({ ...parts, isStopping }));
}
