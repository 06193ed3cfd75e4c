// Prepares the database: its tables, and users in them.
import type { Client } from "pg";
import type { Logger } from "winston";
import { loadUsers } from "../users/load-users";
import { migrate } from "./migrate";

export interface PrepareDatabaseOptions {
  readonly logger: Logger;
  /** How many users an empty database is filled with. */
  readonly seedUsers: number;
}

export async function prepareDatabase(
  client: Client,
  { logger, seedUsers }: PrepareDatabaseOptions,
): Promise<void> {
  await migrate(client, { logger });
  await loadUsers(client, seedUsers);
}
