// Prepares what all processes share: the database, and a table of the store where that is in the database.
import type { Client } from "pg";
import type { Logger } from "winston";
import type { z } from "zod";
import { prepareDatabase } from "../../07-database/db/prepare-database";
import type { SharedEnvironment } from "../config/shared-environment";
import { prepareStore } from "./prepare-store";

export interface PrepareSharedStateOptions {
  readonly env: z.infer<typeof SharedEnvironment>;
  readonly logger: Logger;
}

export async function prepareSharedState(
  client: Client,
  { env, logger }: PrepareSharedStateOptions,
): Promise<void> {
  await prepareDatabase(client, { logger, seedUsers: env.SEED_USERS });
  if (!env.REDIS_URL) await prepareStore(client, { logger });
}
