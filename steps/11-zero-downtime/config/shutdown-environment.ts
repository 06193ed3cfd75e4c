// Shutdown timeouts.
import { z } from "zod";
import { ThreadEnvironment } from "../../10-worker-threads/config/thread-environment";

export const ShutdownEnvironment = ThreadEnvironment.extend({
  /**
   * How long to keep serving after readiness fails, so that kept connections can
   * be asked to close. Must exceed the load balancer's check interval.
   */
  SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).default(5000),
  /** After the grace, how long requests in flight may take. */
  SHUTDOWN_DEADLINE_MS: z.coerce.number().int().positive().default(10_000),
});

/** For a worker that has met its deadline, and then waits for its log. */
const LOG_FLUSH_MS = 4000;

/** From SIGTERM to SIGKILL: longer than a worker takes that keeps its deadline. */
export function killTimeoutMs({
  SHUTDOWN_GRACE_MS,
  SHUTDOWN_DEADLINE_MS,
}: z.infer<typeof ShutdownEnvironment>): number {
  return SHUTDOWN_GRACE_MS + SHUTDOWN_DEADLINE_MS + LOG_FLUSH_MS;
}
