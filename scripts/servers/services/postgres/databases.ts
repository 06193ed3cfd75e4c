// The databases of a PostgreSQL: made, set aside, and temporary ones that are dropped again.
import { randomBytes } from "node:crypto";
import { type Client, escapeIdentifier } from "pg";
import { UserError } from "../../host/user-error";
import { codeOf, withClient, withDatabase } from "./connect";

/** Owns the databases; may do what the owner of a real service's may. */
export const user = "workshop";

/** @returns PostgreSQL's version, as "18.4". */
export async function prepare(
  client: Client,
  password: string,
): Promise<string> {
  const known = await client.query(
    "SELECT current_setting('server_version') AS version, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known",
    [user],
  );
  const [row] = known.rows;
  if (!row?.known) {
    await client.query(
      `CREATE ROLE ${user} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`,
    );
  }
  await dropLeftovers(client);
  return String(row?.version);
}

const duplicateDatabase = "42P04";
const uniqueViolation = "23505"; // Two at the same moment.

/** Makes it, unless there is one of that name. */
export async function createDatabase(
  server: string,
  name: string,
  patienceMs: number,
): Promise<void> {
  const create = `CREATE DATABASE ${escapeIdentifier(name)}`;
  try {
    await withClient(server, (client) => client.query(create), patienceMs);
  } catch (error) {
    const code = codeOf(error);
    if (code !== duplicateDatabase && code !== uniqueViolation) throw error;
  }
}

const noSuchDatabase = "3D000";
const objectInUse = "55006";

/**
 * Renames it, so that nothing is lost.
 *
 * @returns its new name; undefined where there was none
 * @throws UserError (1) where a client is connected to it.
 */
export async function setDatabaseAside(
  serverUrl: string,
  name: string,
): Promise<string | undefined> {
  const stamp = new Date().toISOString().replace(/\D/g, "_");
  const aside = `${name}_${stamp}`.replace(/_$/, "");
  const [from, to] = [name, aside].map(escapeIdentifier);
  const rename = `ALTER DATABASE ${from} RENAME TO ${to}`;
  try {
    await withClient(serverUrl, (client) => client.query(rename));
    return aside;
  } catch (error) {
    if (codeOf(error) === noSuchDatabase) return undefined;
    if (codeOf(error) !== objectInUse) throw error;
    throw new UserError(
      `The database ${name} is in use: end whoever uses it, a second npm run step perhaps.`,
      1,
    );
  }
}

/** @throws UserError (2), always. */
export async function refuseToSetAside(): Promise<never> {
  throw new UserError(
    "--fresh does not touch the database that DATABASE_URL names: name an empty one, or none.",
  );
}

export interface TemporaryDatabase {
  readonly url: string;
  /** Ends all connections to it. */
  drop(): Promise<void>;
}

interface TemporaryOptions {
  /** How long a server that is about to start is waited for. */
  readonly patienceMs?: number;
  /** The URL of a database to copy; no client may be connected to it. */
  readonly template?: string | undefined;
}

export async function temporaryDatabase(
  serverUrl: string,
  { patienceMs = 0, template }: TemporaryOptions = {},
): Promise<TemporaryDatabase> {
  const name = newName(new Date());
  const run = (text: string) =>
    withClient(serverUrl, (client) => client.query(text), patienceMs);
  await withClient(serverUrl, dropLeftovers, patienceMs);
  const source = template && new URL(template).pathname.slice(1);
  const copied = source ? ` TEMPLATE ${escapeIdentifier(source)}` : "";
  await run(`CREATE DATABASE ${name}${copied}`);
  return {
    url: withDatabase(serverUrl, name),
    async drop() {
      const drop = `DROP DATABASE IF EXISTS ${name}`;
      // While autovacuum runs there, FORCE is refused, as it may not end a
      // superuser's process; without FORCE, autovacuum gives way by itself.
      await run(`${drop} WITH (FORCE)`)
        .catch(() => run(drop))
        .catch(() => run(`${drop} WITH (FORCE)`));
    },
  };
}

const oldMs = 60 * 60 * 1000;

/** Drops those that are an hour old, unless a client is connected to them. */
async function dropLeftovers(client: Client): Promise<void> {
  const found = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ $1",
    [pattern.source],
  );
  for (const { name } of found.rows) {
    if (Date.now() - madeAt(name) < oldMs) continue;
    // In use, another role's, or being dropped by another process: left alone.
    await client.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => {});
  }
}

const pattern = /^workshop_tmp_(\d+)_[0-9a-f]{8}$/;

/** The time is part of the name: PostgreSQL does not keep it. */
export function newName(now: Date): string {
  const random = randomBytes(4).toString("hex");
  return `workshop_tmp_${now.getTime()}_${random}`;
}

function madeAt(name: string): number {
  return Number(pattern.exec(name)?.[1]);
}
