// Parses the environment once, at the edge: the rest of the program gets values of the right type.
import { z } from "zod";

/** What every server reads; a later step extends it with `.extend({ … })`. */
export const ServerEnvironment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("data"),
  // For development: they all have one password, which anybody can read here.
  SEED_USERS: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z
    .enum(["error", "warn", "info", "http", "verbose", "debug", "silly"])
    .default("info"),
});

/**
 * The environment as `schema` describes it. A server that starts with half of
 * its settings fails later and elsewhere, so a wrong one ends the process here,
 * with exit code 1 and one line that names every variable that is wrong.
 */
export function parseEnvironment<T extends z.ZodType>(schema: T): z.infer<T> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const faults = result.error.issues.map(describe);
  console.error(`Wrong environment: ${faults.join("; ")}`);
  process.exit(1);
}

/** Of what is no number, zod says "received NaN": here it is what was typed. */
function describe({ path, message }: z.core.$ZodIssue): string {
  const name = path.join(".");
  const typed = JSON.stringify(process.env[name]);
  return `${name}: ${message.replace("received NaN", `received ${typed}`)}`;
}
