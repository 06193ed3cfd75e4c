// Brings the schema up to date before the server listens.
import { join } from "node:path";
import { runner } from "node-pg-migrate";
import type { Logger } from "winston";

/**
 * Applies every migration that has not been applied, each in a transaction.
 * Several processes may start at once: an advisory lock lets one of them work,
 * and the others wait, and then find nothing to do.
 */
export async function migrate(
  databaseUrl: string,
  { logger }: { logger: Logger },
): Promise<void> {
  const applied = await runner({
    databaseUrl,
    dir: join(__dirname, "migrations"),
    migrationsTable: "migrations",
    direction: "up",
    advisoryLockMode: "wait",
    log: () => {},
  });
  for (const { name } of applied) logger.info("migrated", { migration: name });
}
