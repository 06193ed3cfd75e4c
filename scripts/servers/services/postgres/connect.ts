// A single connection to PostgreSQL, for one piece of work; and the one that DATABASE_URL names.
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { errorMessage } from "../../host/system-error";
import { UserError } from "../../host/user-error";

const longestMs = 5000;

/**
 * With `patienceMs`, waits so long for one that does not listen, or starts
 * or ends just then: one of our own is started again if it was killed.
 *
 * @throws the error of pg, or of the system, if there is no connection.
 */
export async function withClient<T>(
  url: string,
  work: (client: Client) => Promise<T>,
  patienceMs = 0,
): Promise<T> {
  const client = await connect(url, Date.now() + patienceMs);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const pauseMs = 50;

async function connect(url: string, deadline: number): Promise<Client> {
  for (;;) {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: longestMs,
      application_name: "workshop",
    });
    // Lost while idle: the work's next query says so.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isUnavailable(error) || Date.now() > deadline) throw error;
    }
    await delay(pauseMs);
  }
}

/** Whether it does not listen, or starts or ends just then. */
function isUnavailable(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  return /^(57P|ECONNREFUSED$|ECONNRESET$)/.test(code);
}

/** The URL of a PostgreSQL on this machine. */
export function localUrl(
  { port, password }: { port: number; password: string },
  user: string,
  database: string,
): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Another database of the same server. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** PostgreSQL's five characters, or the system's name, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  return "code" in error ? String(error.code) : undefined;
}

/**
 * Its version, as "18.4".
 *
 * @throws UserError (1) if it cannot be reached.
 */
export async function versionAt(url: string): Promise<string> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UserError(
      "DATABASE_URL is no URL of a PostgreSQL, as postgres://user:password@localhost:5432/database is. Without it, one is started for you.",
      1,
    );
  }
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query("SHOW server_version");
      return String(rows[0]?.server_version);
    });
  } catch (error) {
    throw new UserError(
      `PostgreSQL cannot be used, ${describeUrl(url)}: ${errorMessage(error)}. Without DATABASE_URL, one is started for you.`,
      1,
    );
  }
}

/** "at localhost:5432/shop (DATABASE_URL)": never the password. */
export function describeUrl(url: string): string {
  const { host, port, database } = new Client({ connectionString: url });
  return `at ${host}:${port}/${database} (DATABASE_URL)`;
}
