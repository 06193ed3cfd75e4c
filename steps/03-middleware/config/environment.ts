// Parses the environment once, at the edge: the rest of the program gets values of the right type.
import { z } from "zod";

/** What every server reads; a later step extends it with `.extend({ … })`. */
export const ServerEnvironment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
  // For development: all seed users share one password, which stands in this repository.
  SEED_USERS: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z
    .enum(["error", "warn", "info", "http", "verbose", "debug", "silly"])
    .default("info"),
});

/**
 * The environment as `schema` describes it. A server that starts with wrong
 * settings fails later and elsewhere. So wrong settings end the process here, with
 * exit code 1 and one line that names every wrong variable.
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
 * The variables that have a value. `PORT=` in a file, or a `${PORT}` that compose
 * leaves empty, counts as unset; spaces around a value are never intended.
 */
function settings(): Settings {
  const trimmed = Object.entries(process.env).map(
    ([name, value = ""]) => [name, value.trim()] as const,
  );
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}

/** `Number` also accepts 0x1f90 and 1e3, which are more likely mistakes. */
function oddNumbers(data: object, given: Settings): string[] {
  return Object.entries(data)
    .filter(([name, value]) => typeof value === "number" && name in given)
    .filter(([name, value]) => String(value) !== given[name])
    .map(([name]) => `${name}: ${digits}, received ${quote(given[name])}`);
}

const digits = "Invalid input: expected a number in digits";

/** zod reports NaN for non-numbers; show what the user typed instead. */
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
