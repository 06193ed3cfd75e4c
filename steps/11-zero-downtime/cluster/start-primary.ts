// Starts the primary: it prepares what all share, starts the workers, and follows signals.
import type { Logger } from "winston";
import type { z } from "zod";
import { exitLogged } from "../../04-errors/errors/exit-logged";
import { notifyWorkers } from "../../08-cluster/cluster/preparation";
import { Supervisor } from "../../08-cluster/cluster/supervisor";
import type { ShutdownEnvironment } from "../config/shutdown-environment";
import { prepareDatabase } from "../db/prepare-database";
import { followSignals } from "./follow-signals";

/** For a worker that keeps its own deadline, and then waits for its log. */
const LAST_WORDS_MS = 4000;

export interface PrimaryParts {
  readonly env: z.infer<typeof ShutdownEnvironment>;
  readonly logger: Logger;
}

export function startPrimary({ env, logger }: PrimaryParts): void {
  const { firstAttempt, ready } = prepareDatabase(env, logger);
  notifyWorkers(ready);
  const supervised = firstAttempt.then(
    () =>
      new Supervisor({
        workers: env.WORKERS,
        logger,
        heartbeatTimeoutMs: env.WORKER_SILENCE_MS,
        killTimeoutMs:
          env.SHUTDOWN_GRACE_MS + env.SHUTDOWN_DEADLINE_MS + LAST_WORDS_MS,
        onCrashLoop: () => exitLogged(1),
      }),
  );
  // At once: as process 1 of a container it hears no signal without a handler,
  // and the database may keep it waiting.
  followSignals({ supervised, logger });
}
