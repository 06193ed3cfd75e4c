// Starts the primary: it prepares what all workers share, and then starts and supervises them.
import cluster from "node:cluster";
import type { Logger } from "winston";
import { exitLogged } from "../../04-errors/errors/exit-logged";
import {
  keepPreparing,
  type PrepareOptions,
} from "../../07-database/db/prepare";
import type { ClusterEnvironment } from "../config/cluster-environment";
import { notifyWorkers } from "./preparation";
import { Supervisor } from "./supervisor";

export interface PrimaryOptions {
  /** The file that each worker runs, as `require.resolve` names it. */
  readonly worker: string;
  readonly env: ClusterEnvironment;
  readonly logger: Logger;
  /** Runs once for all workers. */
  readonly prepare: PrepareOptions["prepare"];
  /** From SIGTERM to SIGKILL, in milliseconds. */
  readonly killTimeoutMs?: number;
}

/**
 * The primary loads neither the app nor its packages: those are in the worker's
 * file.
 *
 * @returns resolves when the workers are started
 */
export async function startPrimary({
  worker,
  env,
  logger,
  prepare,
  killTimeoutMs,
}: PrimaryOptions): Promise<Supervisor> {
  cluster.setupPrimary({ exec: worker });
  const { firstAttempt, ready } = keepPreparing(env.DATABASE_URL, {
    logger,
    prepare,
  });
  notifyWorkers(ready);
  await firstAttempt;
  return new Supervisor({
    workers: env.WORKERS,
    logger,
    heartbeatTimeoutMs: env.WORKER_SILENCE_MS,
    killTimeoutMs,
    onCrashLoop: () => exitLogged(1),
  });
}
