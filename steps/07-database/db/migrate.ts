// Brings the schema up to date before the server serves requests.
import { join } from "node:path";
import { runner } from "node-pg-migrate";
import type { Client } from "pg";
import type { Logger } from "winston";

export interface MigrateOptions {
  readonly logger: Logger;
  /** Where the migrations are. */
  readonly folder?: string;
  /** The table that records the applied migrations; each folder has its own. */
  readonly table?: string;
}

/**
 * Applies every migration that has not been applied, each in a transaction.
 * Several processes may start at once: an advisory lock lets one of them migrate;
 * the others wait for it, and then find nothing to do.
 */
export async function migrate(
  client: Client,
  {
    logger,
    folder = join(__dirname, "migrations"),
    table = "migrations",
  }: MigrateOptions,
): Promise<void> {
  const applied = await runner({
    dbClient: client,
    dir: folder,
    migrationsTable: table,
    direction: "up",
    advisoryLockMode: "wait",
    log: () => {},
  });
  for (const { name } of applied) logger.info("migrated", { migration: name });
}
