// How long a request may take before the server takes on less, or gives it up.
import { z } from "zod";
import { ShutdownEnvironment } from "../../11-zero-downtime/config/shutdown-environment";

export const ObservedEnvironment = ShutdownEnvironment.extend({
  /** What takes longer is a sign of too much at once. */
  TARGET_MS: z.coerce.number().int().positive().default(500),
  /** An event loop that is further behind than this takes on nothing. */
  MAX_LAG_MS: z.coerce.number().int().positive().default(100),
  /** A request that a client has not sent by then is given up. */
  REQUEST_TIMEOUT_MS: z.coerce.number().int().positive().default(15_000),
});
