// Starts a primary that also gathers the metrics of its workers, and follows signals.
import type { z } from "zod";
import { handleFatalErrors } from "../../04-errors/errors/fatal-errors";
import { startPrimary } from "../../08-cluster/cluster/start-primary";
import { prepareSharedState } from "../../09-shared-state/store/prepare-shared-state";
import { followSignals } from "../../11-zero-downtime/cluster/follow-signals";
import { killTimeoutMs } from "../../11-zero-downtime/config/shutdown-environment";
import type { ObservedEnvironment } from "../config/observed-environment";
import { batchedLogger } from "../logging/batched-logger";
import { gatherMetrics } from "../metrics/cluster-metrics";

export interface ObservedPrimaryOptions {
  /** The file that each worker runs, as `require.resolve` names it. */
  readonly worker: string;
  readonly env: z.infer<typeof ObservedEnvironment>;
}

export function startObservedPrimary({
  worker,
  env,
}: ObservedPrimaryOptions): void {
  const { logger } = batchedLogger(env.LOG_LEVEL);
  handleFatalErrors({ logger });
  gatherMetrics();
  const supervised = startPrimary({
    worker,
    env,
    logger,
    prepare: (client) => prepareSharedState(client, { env, logger }),
    killTimeoutMs: killTimeoutMs(env),
  });
  followSignals({ supervised, logger });
}
