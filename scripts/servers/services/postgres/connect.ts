// A single connection to PostgreSQL, for one piece of work.
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";

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
      if (!isAbsence(error) || Date.now() > deadline) throw error;
    }
    await delay(pauseMs);
  }
}

/** Whether it does not listen, or starts or ends just then. */
function isAbsence(error: unknown): boolean {
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
