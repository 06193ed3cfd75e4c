// Parses the environment once, at the edge: the rest of the program gets values of the right type.
import { z } from "zod";

/** What every server reads; a later step extends it with `.extend({ … })`. */
export const ServerEnvironment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
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
export function parseEnvironment<T extends z.ZodObject>(schema: T): z.infer<T> {
  const given = settings();
  const { success, data, error } = schema.safeParse(given);
  const faults = success ? oddNumbers(data, given) : describe(error, given);
  if (success && faults.length === 0) return data;
  console.error(`Wrong environment: ${faults.join("; ")}`);
  process.exit(1);
}

type Settings = Readonly<Record<string, string>>;

/**
 * What is set. A line `PORT=` in a file, or `${PORT}` that compose fills with
 * nothing, sets nothing; and no value begins or ends with a space on purpose.
 */
function settings(): Settings {
  const trimmed = Object.entries(process.env).map(
    ([name, value = ""]) => [name, value.trim()] as const,
  );
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}

/** `Number` takes 0x1f90 and 1e3 as well: more likely they are a mistake. */
function oddNumbers(data: object, given: Settings): string[] {
  return Object.entries(data)
    .filter(([name, value]) => typeof value === "number" && name in given)
    .filter(([name, value]) => String(value) !== given[name])
    .map(([name]) => `${name}: ${digits}, received ${quote(given[name])}`);
}

const digits = "Invalid input: expected a number in digits";

/** Of what is no number, zod says "received NaN": here it is what was typed. */
function describe({ issues }: z.ZodError, given: Settings): string[] {
  return issues.map(({ path, message }) => {
    const name = path.join(".");
    const typed = `received ${quote(given[name])}`;
    return `${name}: ${message.replace("received NaN", typed)}`;
  });
}

function quote(text: string | undefined): string {
  return JSON.stringify(text);
}
