// Makes a new PostgreSQL ready for the workshop, and tidies up an old one.
import type { Client } from "pg";
import { dropLeftovers } from "./temporary";

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
