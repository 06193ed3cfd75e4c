// Brings the schema up to date before the server serves anybody.
import { join } from "node:path";
import { runner } from "node-pg-migrate";
import type { Client } from "pg";
import type { Logger } from "winston";

export interface MigrateOptions {
  readonly logger: Logger;
  /** Where the migrations are. */
  readonly folder?: string;
  /** Where those that have been applied are kept; each folder has its own. */
  readonly table?: string;
}

/**
 * Applies every migration that has not been applied, each in a transaction.
 * Several processes may start at once: an advisory lock lets one of them work,
 * and the others wait, and then find nothing to do.
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
