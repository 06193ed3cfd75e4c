// Creates the table of the shared store on PostgreSQL.
import { join } from "node:path";
import type { Client } from "pg";
import type { Logger } from "winston";
import { migrate } from "../../07-database/db/migrate";

/** With a separate migrations table: the store may be in another database than the users. */
export function prepareStore(
  client: Client,
  { logger }: { logger: Logger },
): Promise<void> {
  const folder = join(__dirname, "migrations");
  return migrate(client, { logger, folder, table: "store_migrations" });
}
