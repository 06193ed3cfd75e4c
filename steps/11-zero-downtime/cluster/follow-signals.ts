// Handles the primary's signals: stop, stop at once, or restart the workers one by one.
import type { Logger } from "winston";
import { exitLogged } from "../../04-errors/errors/exit-logged";
import type { Supervisor } from "../../08-cluster/cluster/supervisor";
import { primaryEvents } from "./primary-events";
import { rollingRestart } from "./rolling-restart";

export interface FollowSignalsDeps {
  /** Resolves when the workers are started. */
  readonly supervised: Promise<Supervisor>;
  readonly logger: Logger;
}

/**
 * SIGTERM or SIGINT: all workers drain, then the primary exits. A second one ends
 * the primary at once, and its workers with it. SIGUSR2: a rolling restart. Before
 * there are workers, there is nothing to drain.
 */
export function followSignals(deps: FollowSignalsDeps): void {
  const { supervised, logger } = deps;
  let supervisor: Supervisor | undefined;
  // Workers that have not started yet will be new anyway.
  let roll = () => {};
  void supervised.then((started) => {
    supervisor = started;
    roll = rollingRestart({ supervisor, logger, isStopping: () => stopping });
  });
  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info(primaryEvents.stopping, { signal });
    await supervisor?.stop();
    exitLogged(0);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void stop(signal));
  }
  process.on("SIGUSR2", () => roll());
}
