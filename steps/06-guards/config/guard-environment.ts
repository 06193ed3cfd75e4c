// What the guards read from the environment: secrets without a default, and the limit.
import { z } from "zod";
import { ServerEnvironment } from "../../03-middleware/config/environment";

export const GuardEnvironment = ServerEnvironment.extend({
  // It comes in a header, which carries only these characters safely.
  API_KEY: z
    .string()
    .min(8)
    .regex(/^[\x20-\x7e]*$/, "expected printable ASCII"),
  JWT_SECRET: z.string().min(32),
  /** Requests a minute for one client. */
  RATE_LIMIT: z.coerce.number().int().positive().default(1000),
});
