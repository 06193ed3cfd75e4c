// How long a process takes to say goodbye.
import { z } from "zod";
import { ThreadEnvironment } from "../../10-worker-threads/config/thread-environment";

export const ShutdownEnvironment = ThreadEnvironment.extend({
  /**
   * For everybody in front of us to notice that we are not ready any more, and
   * for kept connections to come by once again: more than a load balancer
   * takes from one health check to the next.
   */
  SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).default(5000),
  /** After that, for requests that are being answered. */
  SHUTDOWN_DEADLINE_MS: z.coerce.number().int().positive().default(10_000),
});
