// Databases for one test file each: dropped at its end, or by whoever comes later.
import { randomBytes } from "node:crypto";
import { type Client, escapeIdentifier } from "pg";
import { withClient, withDatabase } from "./connect";

export interface TemporaryDatabase {
  readonly url: string;
  /** Ends all connections to it. */
  drop(): Promise<void>;
}

export interface TemporaryOptions {
  /** How long a server that is about to start is waited for. */
  readonly patienceMs?: number;
  /** The URL of a database to begin with a copy of; nobody may use it then. */
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
      // With FORCE it is refused while PostgreSQL itself, which has more rights
      // than we, vacuums there; without, that gives way, and nobody else does.
      await run(`${drop} WITH (FORCE)`)
        .catch(() => run(drop))
        .catch(() => run(`${drop} WITH (FORCE)`));
    },
  };
}

const oldMs = 60 * 60 * 1000;

/** Drops those that are an hour old, unless somebody is connected to them. */
export async function dropLeftovers(client: Client): Promise<void> {
  const found = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ $1",
    [pattern.source],
  );
  for (const { name } of found.rows) {
    if (Date.now() - madeAt(name) < oldMs) continue;
    // In use, another role's, or being dropped by somebody else: left alone.
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
